package io.facegate.training.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.facegate.vision.model.Calibration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured of a model, and under which conditions.
 *
 * @param model its id
 * @param data what it was measured on
 * @param revision of this program
 * @param hardware on which it ran
 * @param pictures that were read
 * @param rejected how many of them gave no face, by reason
 * @param verification of pairs
 * @param identification in a gallery; null if it was not measured
 * @param calibration of the model; null if there is none
 * @param calibrated what its thresholds do here, to the pairs of this verification
 * @param trustworthiness of the t-SNE map at ten neighbours; null if there is no map
 */
public record Evaluation(
        String model,
        String data,
        Instant date,
        String revision,
        String hardware,
        int pictures,
        Map<String, Integer> rejected,
        VerificationReport verification,
        @Nullable IdentificationReport identification,
        @Nullable Calibration calibration,
        List<OperatingPoint> calibrated,
        @Nullable Double trustworthiness) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Evaluation {
        rejected = Map.copyOf(new TreeMap<>(rejected));
        calibrated = List.copyOf(calibrated);
    }

    /** What the thresholds of a calibration do to these pairs. */
    public static List<OperatingPoint> calibrated(@Nullable Calibration calibration, Comparisons comparisons) {
        return calibration == null
                ? List.of()
                : calibration.operatingPoints().stream()
                        .map(point -> OperatingPoint.of(point.falseMatchRate(), point.threshold(), comparisons))
                        .toList();
    }

    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }
}
