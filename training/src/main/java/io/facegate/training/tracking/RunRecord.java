package io.facegate.training.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.facegate.training.TrainingException;
import io.facegate.training.fit.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a run comes from: the {@code run.json} in its folder. Together with the data it is enough to repeat it.
 *
 * @param started first of all
 * @param revision of this program, see {@link SourceRevision}
 * @param hardware on which it was started
 * @param precision that it computes in
 * @param faceSize side of the network's input in pixels
 * @param training what it is trained on
 * @param validation what it is validated on
 * @param teacher id of the embedder that taught the data; null if none did
 * @param start SHA-256 of the variables that it began with; null for random ones
 * @param settings all of them
 * @param ancestors models that it learns from
 */
public record RunRecord(
        Instant started,
        String revision,
        String hardware,
        String precision,
        int faceSize,
        Data training,
        Data validation,
        @Nullable String teacher,
        @Nullable String start,
        RunSettings settings,
        List<Ancestor> ancestors) {

    public RunRecord {
        ancestors = List.copyOf(Objects.requireNonNullElse(ancestors, List.of())); // in that of an older run
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * @param fingerprint SHA-256 over all pictures and names
     */
    public record Data(int pictures, int identities, String fingerprint) {}

    /** The record of the run in this folder; empty if there is none. */
    public static Optional<RunRecord> read(Path folder) throws IOException {
        Path file = file(folder);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), RunRecord.class)) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new TrainingException(
                    "%s is no record of a run: %s.%nMaybe it is of another program, or was damaged; train in another folder, or take it from a copy."
                            .formatted(file, e.getOriginalMessage()));
        }
    }

    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("run.json.unfinished");
        JSON.writeValue(unfinished.toFile(), this);
        Files.move(unfinished, file(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path file(Path folder) {
        return folder.resolve("run.json");
    }

    /**
     * The settings as {@code stages/0/epochs} and the like, for provenance. Of the data, fingerprints tell more than the
     * folders of a machine that nobody else has.
     */
    public Map<String, String> settingsByPath() {
        ObjectNode tree = JSON.valueToTree(settings);
        tree.remove("data");
        Map<String, String> flat = new TreeMap<>();
        RunDescription.of("", tree).settings().forEach((path, value) -> flat.put(path, value.toString()));
        return flat;
    }

    /**
     * For trackers: the settings and what else tells runs apart.
     *
     * @param folder of the run, which has its name
     */
    public RunDescription description(Path folder) {
        ObjectNode tree = JSON.valueToTree(settings);
        tree.remove("data");
        ObjectNode data = tree.putObject("data");
        data.set("training", JSON.valueToTree(training));
        data.set("validation", JSON.valueToTree(validation));
        tree.put("precision", precision);
        tree.put("revision", revision);
        tree.put("hardware", hardware);
        return RunDescription.of(RunDescription.nameOf(folder), tree);
    }

    /** Whether a run that this is the record of can go on as that one: nothing that decides its result is different. */
    public boolean continuedBy(RunRecord other) {
        return training.equals(other.training)
                && validation.equals(other.validation)
                && Objects.equals(teacher, other.teacher)
                && Objects.equals(start, other.start)
                && precision.equals(other.precision)
                && settings.stages().equals(other.settings.stages())
                && settings.augmentation().equals(other.settings.augmentation())
                && settings.network().equals(other.settings.network())
                && Objects.equals(settings.validation(), other.settings.validation())
                && settings.seed() == other.settings.seed();
    }
}
