package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.configuration.Overrides;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.fit.RunSettings;
import io.facegate.vision.model.Licence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

    @Test
    void provenanceHasEverySettingAndNoFolderOfTheMachine(@TempDir Path machine) throws IOException {
        RunRecord record = record(machine);

        assertThat(record.settingsByPath())
                .containsEntry("stages/0/loss/kind", "softmax")
                .containsEntry("seed", "1")
                .allSatisfy((path, value) -> assertThat(value).doesNotContain(machine.toString()));
    }

    @Test
    void trackersLearnTheSettingsTheDataAndTheProgramButNoFolder(@TempDir Path machine) throws IOException {
        RunDescription description = record(machine).description(machine.resolve("first"));

        assertThat(description.name()).isEqualTo("first");
        assertThat(description.settings())
                .containsEntry("stages/0/loss/kind", "softmax")
                .containsEntry("data/training/fingerprint", "fingerprint")
                .containsEntry("data/validation/pictures", 3)
                .containsEntry("precision", "FLOAT32")
                .containsEntry("revision", "revision")
                .allSatisfy((path, value) -> assertThat(value.toString()).doesNotContain(machine.toString()));
    }

    @Test
    void aRunGoesOnWithTheSameDataWhereverItLies(@TempDir Path machine) throws IOException {
        RunRecord record = record(machine);
        record.write(machine);

        RunRecord known = RunRecord.read(machine).orElseThrow();

        assertThat(known.continuedBy(record(machine.resolve("elsewhere")))).isTrue();
    }

    @Test
    void ancestorsComeBackAsTheyWereWritten(@TempDir Path machine) throws IOException {
        Ancestor start = new Ancestor(Ancestor.Role.START, "resnet50-1", new Licence("MIT", "research only"));
        Ancestor teacher = new Ancestor(Ancestor.Role.TEACHER, "face-mbf-2", new Licence("CC-BY-NC-4.0", "unknown"));
        record(machine, List.of(start, teacher)).write(machine);
        RunRecord known = RunRecord.read(machine).orElseThrow();

        assertThat(known.ancestors()).containsExactly(start, teacher);
    }

    @Test
    void theRecordOfAnOlderRunHasNoAncestors(@TempDir Path machine) throws IOException {
        record(machine).write(machine);
        Path file = machine.resolve("run.json");
        String json = Files.readString(file);
        assertThat(json).contains("\"ancestors\"").contains("\"sameNames\"");
        Files.writeString(
                file,
                json.replaceFirst(",\\s*\"ancestors\" : \\[ ]", "")
                        .replaceFirst(",\\s*\"sameNames\" : \"[a-z-]+\"", ""));

        RunRecord older = RunRecord.read(machine).orElseThrow();

        assertThat(older.ancestors()).isEmpty();
        assertThat(older.continuedBy(record(machine))).isTrue();
    }

    private static RunRecord record(Path folder) throws IOException {
        return record(folder, List.of());
    }

    private static RunRecord record(Path folder, List<Ancestor> ancestors) throws IOException {
        RunSettings settings = new SettingsReader()
                .read(
                        null,
                        new Overrides("quick-cpu", List.of(folder.resolve("train")), List.of(folder.resolve("val"))));
        RunRecord.Data data = new RunRecord.Data(3, 2, "fingerprint");
        return new RunRecord(
                Instant.EPOCH, "revision", "hardware", "FLOAT32", 112, data, data, null, null, settings, ancestors);
    }
}
