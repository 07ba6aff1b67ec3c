package io.facegate.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /q/metrics} says, in Prometheus' text format. */
record Exposition(String text) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*})? (\\S+)");

    /**
     * @param name of a time series, such as {@code face_inference_seconds_count}
     * @param tags as written, without the braces
     */
    record Sample(String name, String tags, double value) {}

    static Exposition of(ServiceClient service) {
        Reply reply = service.get("/q/metrics");
        assertThat(reply.status()).isEqualTo(200);
        return new Exposition(reply.body());
    }

    List<Sample> samples() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(sample -> new Sample(
                        sample.group(1),
                        sample.group(2) == null
                                ? ""
                                : sample.group(2).substring(1, sample.group(2).length() - 1),
                        Double.parseDouble(sample.group(3))))
                .toList();
    }

    /** The sum of the samples of this name that have all of these tags, each as {@code key="value"}. */
    double value(String name, String... tags) {
        List<Sample> found = samples().stream()
                .filter(sample -> sample.name().equals(name)
                        && Arrays.stream(tags)
                                .allMatch(
                                        tag -> List.of(sample.tags().split(",")).contains(tag)))
                .toList();
        assertThat(found).as("%s %s in%n%s", name, List.of(tags), text).isNotEmpty();
        return found.stream().mapToDouble(Sample::value).sum();
    }
}
