package io.facegate.training.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.facegate.training.dataset.DatasetException;
import io.facegate.vision.model.Calibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A YAML file of populations, and what is to be done with them. Its paths are relative to the folder in which the command runs.
 *
 * @param policy whose thresholds are taken: {@link Calibration#WORST} (the default), or the name of a population
 * @param same cosine from which on two strangers may be the same person, if both models say so. Default: 0.42
 * @param centres at most. Default: 64
 * @param neighbours of how many nearest centres the mean similarity is taken. Default: 4
 * @param populations at least one of them of people with several pictures
 */
public record CalibrationPlan(
        String policy, Double same, Integer centres, Integer neighbours, List<PopulationSource> populations) {
    private static final double SAME = 0.42;
    private static final int CENTRES = 64;
    private static final int NEIGHBOURS = 4;
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public CalibrationPlan {
        // YAML may leave out anything
        policy = Objects.requireNonNullElse(policy, Calibration.WORST);
        same = Objects.requireNonNullElse(same, SAME);
        centres = Objects.requireNonNullElse(centres, CENTRES);
        neighbours = Objects.requireNonNullElse(neighbours, NEIGHBOURS);
        populations = List.copyOf(Objects.requireNonNullElse(populations, List.of()));
    }

    /**
     * @throws DatasetException if the file is no plan
     */
    public static CalibrationPlan read(Path file) throws IOException {
        try {
            return YAML.readValue(file.toFile(), CalibrationPlan.class);
        } catch (JsonProcessingException e) {
            throw new DatasetException("%s is no list of populations: %s%nMaybe begin with presets/populations.yaml."
                    .formatted(file, e.getOriginalMessage()));
        }
    }
}
