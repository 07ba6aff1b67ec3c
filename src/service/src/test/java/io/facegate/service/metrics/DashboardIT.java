package io.facegate.service.metrics;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard, the alerts and the autoscaler ask for what the service exposes. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
class DashboardIT {
    private static final Path MONITORING = Path.of("../../k8s/components/monitoring");
    private static final Path DASHBOARD = MONITORING.resolve("facegate-dashboard.json");
    private static final Path ALERTS = MONITORING.resolve("alerts.yaml");
    /** What the HorizontalPodAutoscaler scales by. */
    private static final String SCALED_BY = "face_inference_queue_depth";
    /** Prometheus itself adds this one. */
    private static final String UP = "up";

    private static final Pattern NO_METRIC = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right) *\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*(?! *\\()\\b");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*) *(=~|!~|!=|=)");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without|on|ignoring) *\\(([^)]*)\\)");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");
    /** Labels that Prometheus adds to what it scrapes in a cluster. */
    private static final Set<String> TARGET_LABELS =
            Set.of("job", "instance", "namespace", "pod", "container", "service", "endpoint");

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // injected
    URI base;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Exposition scrape;

    @BeforeEach
    void scrapeAfterARequest() {
        ServiceClient service = new ServiceClient(base);
        service.post("/embedding", new FormBody().file("file", picture(PERSON))).assertOk();
        scrape = Exposition.of(service);
    }

    @Test
    void everyMetricOfTheDashboardIsExposed() throws IOException {
        Set<String> asked = metrics(expressions(new ObjectMapper(), DASHBOARD));

        assertThat(asked)
                .as("metrics that %s asks for", DASHBOARD)
                .hasSizeGreaterThan(4)
                .contains(SCALED_BY);
        assertThat(exposed()).containsAll(asked);
    }

    @Test
    void everyMetricOfTheAlertsIsExposed() throws IOException {
        Set<String> asked = metrics(expressions(new YAMLMapper(), ALERTS));

        assertThat(asked).as("metrics that %s asks for", ALERTS).contains(SCALED_BY, UP);
        assertThat(exposed()).containsAll(asked);
    }

    @Test
    void everyLabelOfDashboardAndAlertsIsThere() throws IOException {
        Set<String> labels = new TreeSet<>(TARGET_LABELS);
        scrape.samples().forEach(sample -> labels.addAll(labels("{%s}".formatted(sample.tags()))));

        assertThat(expressions(new ObjectMapper(), DASHBOARD))
                .allSatisfy(expression -> assertThat(labels(expression)).isSubsetOf(labels));
        assertThat(expressions(new YAMLMapper(), ALERTS))
                .allSatisfy(expression -> assertThat(labels(expression)).isSubsetOf(labels));
    }

    @Test
    void theMetricThatReplicasAreScaledByIsExposed() {
        assertThat(exposed()).contains(SCALED_BY);
    }

    @Test
    void metricsAreToldFromEverythingElseInAnExpression() {
        assertThat(
                        metrics(
                                "histogram_quantile(0.9, sum by (le, pod) (rate(a_bucket{uri!~\"/q/.*\", b=\"c\"}[$__rate_interval]))) / on (pod) max(d) or up"))
                .containsExactlyInAnyOrder("a_bucket", "d", "up");
        assertThat(labels("sum by (le, pod) (rate(a{uri!~\"/q/.*\"}[5m]))"))
                .containsExactlyInAnyOrder("le", "pod", "uri");
    }

    private Set<String> exposed() {
        return Stream.concat(Stream.of(UP), scrape.samples().stream().map(Exposition.Sample::name))
                .collect(toSet());
    }

    private static List<String> expressions(ObjectMapper format, Path file) throws IOException {
        return format.readTree(file.toFile()).findValuesAsText("expr");
    }

    private static Set<String> metrics(List<String> expressions) {
        return expressions.stream()
                .flatMap(expression -> metrics(expression).stream())
                .collect(toSet());
    }

    private static Set<String> metrics(String expression) {
        return NAME.matcher(NO_METRIC.matcher(expression).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(name -> !OPERATORS.contains(name))
                .collect(toSet());
    }

    private static Set<String> labels(String expression) {
        Stream<String> matched = MATCHERS.matcher(expression)
                .results()
                .flatMap(matchers -> LABEL.matcher(matchers.group(1)).results())
                .map(label -> label.group(1));
        Stream<String> grouped = GROUPED.matcher(expression)
                .results()
                .flatMap(group -> Stream.of(group.group(1).split(",")))
                .map(String::strip);
        return Stream.concat(matched, grouped).collect(toSet());
    }
}
