package io.facegate.training.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.training.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was measured and on what, to be kept and compared.
 *
 * @param hardware that it was measured on
 * @param embedder id of the model
 * @param runs of each stage
 * @param pictures timings by the name of the picture
 */
public record BenchReport(String hardware, String embedder, int runs, Map<String, StageBenchmark.Timing> pictures) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public BenchReport {
        Objects.requireNonNull(hardware, "hardware is missing"); // JSON may leave it out
        Objects.requireNonNull(embedder, "embedder is missing");
        pictures = new LinkedHashMap<>(pictures);
    }

    /**
     * @param picture one of those that were measured
     */
    public StageBenchmark.Timing of(String picture) {
        return Objects.requireNonNull(pictures.get(picture), picture);
    }

    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    /**
     * @throws DatasetException if the file has no report
     */
    public static BenchReport read(Path file) throws IOException {
        try {
            BenchReport report = JSON.readValue(file.toFile(), BenchReport.class);
            if (report != null) { // the JSON literal
                return report;
            }
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    "%s is no report of a benchmark: %s%nMaybe write one: ./facegate bench --images DIR --json %s"
                            .formatted(file, e.getOriginalMessage(), file));
        }
        throw new DatasetException("%s is empty.".formatted(file));
    }
}
