package io.facegate.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in the settings is told before anything starts. */
class SettingsCheckTest {
    @Test
    void theDefaultsAreAllowed() {
        assertThat(failures(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FACEGATE_DECISION_GRANT_FRM, FACEGATE_DECISION_GRANT_FMR is meant",
        "FACEGATE_DESICION_GRANT_FMR, FACEGATE_DECISION_GRANT_FMR is meant",
        "FACEGATE_QUALITY_MIN_BRIGHTNESS, FACEGATE_QUALITY_MINIMUM_BRIGHTNESS is meant",
        "FACEGATE_DB_USERNAME, FACEGATE_DB_USER is meant",
        "FACEGATE_SOMETHING_ELSE_ALTOGETHER, take it away"
    })
    void aMisspeltNameIsRefusedAndTheNearestOneNamed(String name, String advice) {
        assertThat(failures(Map.of(name, "1")))
                .singleElement()
                .asString()
                .startsWith("Facegate can't start: there is no setting %s.".formatted(name))
                .contains("It is set in the environment.")
                .contains("Maybe " + advice)
                .hasLineCount(3);
    }

    @Test
    void aMisspeltPropertyOfAFileIsRefusedToo() {
        assertThat(failures(Map.of(), Map.of("facegate.search.choose-evry", "1M")))
                .singleElement()
                .asString()
                .contains("there is no setting facegate.search.choose-evry.")
                .contains("a file")
                .contains("Maybe FACEGATE_SEARCH_CHOOSE_EVERY is meant.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FACEGATE_MODELS_ALSO",
                "FACEGATE_MODELS_ALSO_0_",
                "FACEGATE_SERVICE_HOST",
                "FACEGATE_PORT_8080_TCP_ADDR",
                "FACEGATE_POSTGRES_SERVICE_PORT",
                "FACEGATE_STATE",
                "FACEGATE_LOG_JSON"
            })
    void whatTheLauncherAndKubernetesSetIsNoMistake(String name) {
        assertThat(failures(Map.of(name, "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FACEGATE_UPLOADS_MAXIMUM_PARTS, 0, a whole number from 1",
        "FACEGATE_IDEMPOTENCY_LEASE, 0, a duration above 0",
        "FACEGATE_IMPORTS_CONCURRENT, 0, a whole number from 1",
        "FACEGATE_IMPORTS_CONCURRENT, -1, a whole number from 1",
        "FACEGATE_SEARCH_CHOOSE_EVERY, 0S, a duration above 0",
        "FACEGATE_INFERENCE_QUEUE_SIZE, 0, a whole number from 1",
        "FACEGATE_INFERENCE_WORKERS, 0, a whole number from 1 to 1024",
        "FACEGATE_IMAGES_MAXIMUM_BYTES, 0, a size from 1 bytes",
        "FACEGATE_UPLOADS_MEMORY, 0, a size from 1 bytes",
        "FACEGATE_DB_CONNECTIONS, 0, a whole number from 1 to 10000",
        "FACEGATE_DECISION_GRANT_FMR, 0, a number above 0 and below 1",
        "FACEGATE_DECISION_STEP_UP_FMR, NaN, a number above 0 and below 1",
        "FACEGATE_DECISION_GRANT_THRESHOLD, 2.5, a number from -2 to 2",
        "FACEGATE_DETECTION_THRESHOLDS_OUTPUT, 1, a number above 0 and below 1",
        "FACEGATE_QUALITY_MAXIMUM_BRIGHTNESS, 300, a number from 0 to 255",
        "FACEGATE_DB_MIGRATE, flase, true or false"
    })
    void aValueThatStopsTheServiceOrMeansNothingIsRefused(String name, String value, String allowed) {
        assertThat(failures(Map.of(name, value))).anySatisfy(failure -> assertThat(failure)
                .startsWith("Facegate can't start: %s is ".formatted(name))
                .contains(" is %s.".formatted(allowed))
                .contains("Maybe leave it out")
                .hasLineCount(3));
    }

    @Test
    void aMinimumIsNotAboveItsMaximum() {
        assertThat(failures(Map.of("FACEGATE_QUALITY_MINIMUM_BRIGHTNESS", "230")))
                .singleElement()
                .asString()
                .contains(
                        "FACEGATE_QUALITY_MINIMUM_BRIGHTNESS (230.0) is above FACEGATE_QUALITY_MAXIMUM_BRIGHTNESS (220.0)")
                .contains("the defaults are 40 and 220");
        assertThat(failures(Map.of("FACEGATE_IMAGES_MINIMUM_SIDE", "20000"))).hasSize(1);
        assertThat(failures(Map.of("FACEGATE_DECISION_GRANT_FMR", "1e-2"))).hasSize(1);
    }

    @Test
    void everyWholeNumberSizeAndDurationHasALowerBoundThatIsTold() {
        assertThat(Settings.all())
                .filteredOn(setting -> setting.number() != null)
                .allSatisfy(setting -> assertThat(setting.allowed()).containsAnyOf("from ", "above "))
                .hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:5432/facegate",
                "postgres://db:5432/facegate",
                "db:5432/facegate",
                "postgresql://db:5432",
                "postgresql://anna:s3cret@db:5432/facegate",
                "postgres://anna:s3cr@t@db:5432/facegate",
                "postgresql://db:5432/facegate?user=anna&password=s3cret",
                "mysql://db:5432/facegate"
            })
    void anAddressOfAnotherFormIsMendedAndItsPasswordNotTold(String address) {
        assertThat(failures(Map.of("FACEGATE_DB_URL", address)))
                .singleElement()
                .asString()
                .contains("postgresql://db:5432/facegate")
                .doesNotContain("s3cr", "anna")
                .hasLineCount(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db/facegate",
                "postgresql://127.0.0.1:5432/facegate",
                "postgresql://[::1]:5432/f?sslmode=require"
            })
    void anAddressMayBe(String address) {
        assertThat(failures(Map.of("FACEGATE_DB_URL", address))).isEmpty();
    }

    private static List<String> failures(Map<String, String> variables) {
        return failures(variables, Map.of());
    }

    private static List<String> failures(Map<String, String> variables, Map<String, String> properties) {
        try {
            Settings.read(variables, properties);
            return List.of();
        } catch (ConfigValidationException e) {
            return IntStream.range(0, e.getProblemCount())
                    .mapToObj(i -> e.getProblem(i).getMessage())
                    .toList();
        }
    }
}
