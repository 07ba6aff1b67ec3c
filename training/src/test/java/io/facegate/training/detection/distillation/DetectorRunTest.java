package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.detection.distillation.DetectorRun.Data;
import io.facegate.training.tracking.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorRunTest {
    private static final String RELATIVE = "training: [{root: ../pictures, identities: null}]\n";

    @TempDir
    Path folder;

    @Test
    void goesOnWithTheSamePicturesWhereverTheyLie() throws IOException {
        run(RELATIVE, "same").write(folder);

        assertThat(read().continuedBy(run(RELATIVE, "same"))).isTrue();
        assertThat(read().continuedBy(run("training: [{root: /elsewhere, identities: null}]", "same")))
                .isTrue();
    }

    @Test
    void goesOnWithNoOtherPicturesAndNoOtherSettings() throws IOException {
        run(RELATIVE, "same").write(folder);

        assertThat(read().continuedBy(run(RELATIVE, "others"))).isFalse();
        assertThat(read().continuedBy(run(RELATIVE + "seed: 2", "same"))).isFalse();
    }

    @Test
    void goesOnWithNoOtherTeacher() throws IOException {
        run(RELATIVE, "same").write(folder);
        DetectorRun same = run(RELATIVE, "same");
        DetectorRun other = new DetectorRun(
                same.started(),
                same.revision(),
                same.hardware(),
                same.training(),
                same.validation(),
                Map.of("det1.npy", "0123"),
                same.start(),
                same.settings());

        assertThat(read().continuedBy(other)).isFalse();
    }

    @Test
    void goesOnFromNoOtherStart() throws IOException {
        run(RELATIVE, "same").write(folder);
        DetectorRun same = run(RELATIVE, "same");
        DetectorRun other = new DetectorRun(
                same.started(),
                same.revision(),
                same.hardware(),
                same.training(),
                same.validation(),
                same.teacher(),
                "cafe",
                same.settings());

        assertThat(read().continuedBy(other)).isFalse();
        assertThat(other.continuedBy(other)).isTrue();
    }

    @Test
    void whereNoneWasBegunThereIsNoRecord() throws IOException {
        assertThat(DetectorRun.read(folder)).isEmpty();
    }

    @Test
    void comesBackAsItWasWritten() throws IOException {
        DetectorRun run = run("seed: 9\nhardest: 0.3", "same");
        run.write(folder.resolve("made/for/it"));

        assertThat(DetectorRun.read(folder.resolve("made/for/it"))).contains(run);
        assertThat(folder.resolve("made/for/it")).isDirectoryNotContaining("glob:**unfinished*");
    }

    @Test
    void picturesAreTheSameByTheirNamesAndSizesInOrder() throws IOException {
        Path one = Files.createDirectories(folder.resolve("one"));
        Path other = Files.createDirectories(folder.resolve("other"));
        for (Path place : List.of(one, other)) {
            Files.writeString(place.resolve("a.jpg"), "aa");
            Files.writeString(place.resolve("b.jpg"), "b");
        }
        Data data = Data.of(List.of(one.resolve("a.jpg"), one.resolve("b.jpg")));

        assertThat(data.pictures()).isEqualTo(2);
        assertThat(data.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(Data.of(List.of(other.resolve("a.jpg"), other.resolve("b.jpg"))))
                .isEqualTo(data);
        assertThat(Data.of(List.of(one.resolve("b.jpg"), one.resolve("a.jpg")))).isNotEqualTo(data);
        Files.writeString(other.resolve("b.jpg"), "longer");
        assertThat(Data.of(List.of(other.resolve("a.jpg"), other.resolve("b.jpg"))))
                .isNotEqualTo(data);
    }

    @Test
    void trackersAreToldTheSettingsWithoutTheFoldersOfThisMachine() throws IOException {
        RunDescription description =
                run(RELATIVE + "start: /a/model\nseed: 9", "cafe").description(Path.of("runs/first"));

        assertThat(description.name()).isEqualTo("first");
        assertThat(description.settings())
                .containsEntry("seed", 9L)
                .containsEntry("data/training/fingerprint", "cafe")
                .containsEntry("revision", "revision")
                .containsKey("output/scene/side");
        assertThat(description.settings().toString()).doesNotContain("../pictures");
        assertThat(run(RELATIVE + "start: /a/model", "cafe").settingsText())
                .startsWith("{")
                .contains("\"hardest\"")
                .doesNotContain("../pictures")
                .doesNotContain("start");
    }

    private DetectorRun read() throws IOException {
        return DetectorRun.read(folder).orElseThrow();
    }

    private DetectorRun run(String settings, String fingerprint) throws IOException {
        Path file = Files.writeString(folder.resolve("settings.yaml"), settings);
        Data data = new Data(1, fingerprint);
        return new DetectorRun(
                Instant.EPOCH, "revision", "hardware", data, data, Map.of(), null, DetectorSettings.read(file));
    }
}
