package io.facegate.training.detection.distillation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.facegate.training.tracking.RunDescription;
import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a run comes from: the {@code run.json} in its folder.
 *
 * @param started first of all
 * @param revision of this program
 * @param hardware on which it was started
 * @param training what it is trained on
 * @param validation what it is validated on
 * @param teacher SHA-256 of the teacher's files, by name
 * @param start SHA-256 of the detector that it goes on from; null if it begins with random weights
 * @param settings all of them
 */
public record DetectorRun(
        Instant started,
        String revision,
        String hardware,
        Data training,
        Data validation,
        Map<String, String> teacher,
        @Nullable String start,
        DetectorSettings settings) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public DetectorRun {
        teacher = Map.copyOf(teacher);
    }

    /**
     * @param fingerprint SHA-256 over the names and sizes of all pictures, in order
     */
    public record Data(int pictures, String fingerprint) {
        public static Data of(List<Path> pictures) throws IOException {
            MessageDigest digest = Sha256.digest();
            for (Path picture : pictures) {
                digest.update("%s %d%n"
                        .formatted(picture.getFileName(), Files.size(picture))
                        .getBytes(StandardCharsets.UTF_8));
            }
            return new Data(pictures.size(), Sha256.hex(digest));
        }
    }

    /** The record of the run in this folder; empty if there is none. */
    public static Optional<DetectorRun> read(Path folder) throws IOException {
        Path file = folder.resolve("run.json");
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), DetectorRun.class)) : Optional.empty();
    }

    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("run.json.unfinished");
        JSON.writeValue(unfinished.toFile(), this);
        Files.move(unfinished, folder.resolve("run.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Whether a run that this is the record of can go on as that one: nothing that decides its result is different. Of the
     * pictures, that is what they are, not where they lie.
     */
    public boolean continuedBy(DetectorRun other) {
        return training.equals(other.training)
                && validation.equals(other.validation)
                && teacher.equals(other.teacher)
                && Objects.equals(start, other.start)
                && settingsText().equals(other.settingsText());
    }

    /**
     * For trackers: the settings and what else tells runs apart.
     *
     * @param folder of the run, which has its name
     */
    public RunDescription description(Path folder) {
        ObjectNode tree = JSON.valueToTree(settings);
        tree.remove(List.of("training", "validation", "start"));
        ObjectNode data = tree.putObject("data");
        data.set("training", JSON.valueToTree(training));
        data.set("validation", JSON.valueToTree(validation));
        tree.put("revision", revision);
        tree.put("hardware", hardware);
        return RunDescription.of(RunDescription.nameOf(folder), tree);
    }

    /** The settings as one line of JSON, for provenance; without folders. */
    public String settingsText() {
        ObjectNode tree = JSON.valueToTree(settings);
        tree.remove(List.of("training", "validation", "start"));
        return tree.toString();
    }
}
