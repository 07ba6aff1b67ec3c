package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.configuration.SettingsReader.Overrides;
import io.facegate.training.fit.RunSettings;
import java.io.IOException;
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

    private static RunRecord record(Path folder) throws IOException {
        RunSettings settings = new SettingsReader()
                .read(
                        null,
                        new Overrides("quick-cpu", List.of(folder.resolve("train")), List.of(folder.resolve("val"))));
        RunRecord.Data data = new RunRecord.Data(3, 2, "fingerprint");
        return new RunRecord(
                Instant.EPOCH, "revision", "hardware", "FLOAT32", 112, data, data, null, null, settings, List.of());
    }
}
