package io.facegate.service.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as values, or a problem that says which field can't be what it stands for, and never what it was. */
class JsonReaderTest {
    private final JsonReader reader = new JsonReader(100, List.of(new WeightField(), new FlagField()));

    /** More than nothing. */
    record Weight(BigDecimal kilograms) {
        Weight {
            if (kilograms.signum() <= 0) {
                throw new IllegalArgumentException("must be above 0");
            }
        }
    }

    static final class WeightField extends TypedField<Weight> {
        WeightField() {
            super(Weight.class, value -> new Weight(value.isNumber() ? value.decimalValue() : BigDecimal.ZERO));
        }
    }

    record Parcel(
            @JsonProperty("weight") Weight weight,
            @JsonProperty("content") @Nullable Weight content,
            @JsonProperty("fragile") Patch<Boolean> fragile) {
        Parcel {
            TypedField.require("weight", weight);
            fragile.refuseNull("fragile");
        }
    }

    record ParcelChange(@JsonProperty("content") Patch<Weight> content) {}

    @Test
    void fieldsAreTheValuesThatTheyStandFor() {
        Parcel parcel = read("{\"weight\": 0.1, \"fragile\": true}");

        assertThat(parcel.weight()).isEqualTo(new Weight(new BigDecimal("0.1")));
        assertThat(parcel.content()).isNull();
        assertThat(parcel.fragile().orElse(false)).isTrue();
        assertThat(read("{\"weight\": 1, \"content\": null}").fragile().orElse(false))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weight\": -7} | weight | The field 'weight' must be above 0.",
                "{\"weight\": \"7\"} | weight | The field 'weight' must be above 0.",
                "{\"weight\": [7]} | weight | The field 'weight' must be above 0.",
                "{\"weight\": {\"kilograms\": 7}} | weight | The field 'weight' must be above 0.",
                "{\"weight\": null} | weight | The field 'weight' must be there.",
                "{} | weight | The field 'weight' must be there.",
                "{\"weight\": 1, \"content\": 0} | content | The field 'content' must be above 0.",
                "{\"weight\": 1, \"fragile\": \"true\"} | fragile | The field 'fragile' must be true or false.",
                "{\"weight\": 1, \"fragile\": 1} | fragile | The field 'fragile' must be true or false.",
                "{\"weight\": 1, \"fragile\": null} | fragile | The field 'fragile' must not be null."
            })
    void whatAFieldCantBeIsSaidWithoutWhatItWas(String body, String field, String detail) {
        ProblemException problem = refused(body);

        assertThat(problem.type()).isEqualTo(ProblemType.FIELD_INVALID);
        assertThat(problem.part()).isEqualTo(field);
        assertThat(problem.detail()).isEqualTo(detail);
    }

    @Test
    void anUnknownFieldIsRefusedNamingTheKnownOnes() {
        assertThat(refused("{\"weight\": 1, \"wieght\": 2}").detail())
                .isEqualTo(
                        "The body has a field that is not known here; the known ones are [content, fragile, weight].");
    }

    @Test
    void ofANameThatIsThereTwiceTheLastOneCounts() {
        assertThat(read("{\"weight\": 1, \"fragile\": false, \"weight\": 2}").weight())
                .isEqualTo(new Weight(new BigDecimal(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {"{} | []", "{\"content\": null} | [null]", "{\"content\": 2} | [Weight[kilograms=2]]"})
    void aChangeTellsNullFromAbsence(String body, String changes) {
        List<@Nullable Weight> changed = new ArrayList<>();

        reader.read(body.getBytes(UTF_8), ParcelChange.class).content().ifGiven(changed::add);

        assertThat(changed).hasToString(changes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{\"weight\": 1", "{\"weight\": 1} {}", "{\"weight\": 01}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        assertThat(refused(body).type()).isEqualTo(ProblemType.REQUEST_MALFORMED);
    }

    @Test
    void whatIsTooDeepOrTooMuchIsRefusedBeforeItsFieldsAreLookedAt() {
        for (String value : List.of(
                "[".repeat(40) + "]".repeat(40),
                "[" + "1,".repeat(100) + "1]",
                "1".repeat(1001),
                "\"" + "x".repeat(5))) {
            assertThat(refused("{\"unknown\": %s}".formatted(value)).type()).isEqualTo(ProblemType.REQUEST_MALFORMED);
        }
    }

    private Parcel read(String body) {
        return reader.read(body.getBytes(UTF_8), Parcel.class);
    }

    private ProblemException refused(String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(body));
    }
}
