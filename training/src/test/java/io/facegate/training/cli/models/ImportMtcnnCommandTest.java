package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.cli.CommandLineRun;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportMtcnnCommandTest {
    private final Path models;

    ImportMtcnnCommandTest(@TempDir Path models) {
        this.models = models;
    }

    @Test
    void importsAModelWithItsPapers() {
        assertThat(run("--from", SharedData.path("models/mtcnn").toString()).status())
                .isZero();

        ModelStore store = new ModelStore(models);
        ModelDescriptor model = store.find(ModelContract.Detector.class, null);
        store.verify(model);
        assertThat(model.id().value()).matches("mtcnn-[0-9a-f]{8}");
        assertThat(model.contract()).isEqualTo(new ModelContract.Detector(20));
        assertThat(model.licence().weights()).contains("MIT");
        assertThat(model.provenance().source()).containsOnlyKeys("det1.npy", "det2.npy", "det3.npy");
    }

    @Test
    void importingAgainGivesTheSameModel() {
        String from = SharedData.path("models/mtcnn").toString();

        assertThat(run("--from", from, "--name", "again").status()).isZero();
        assertThat(run("--from", from, "--name", "again").status()).isZero();

        assertThat(new ModelStore(models).list()).hasSize(1);
    }

    @Test
    void aFolderWithoutTheFilesIsAShortErrorThatAdvises() throws Exception {
        Path empty = Files.createDirectory(models.resolve("empty"));

        CommandLineRun outcome = run("--from", empty.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains(empty.resolve("det1.npy").toString());
        assertThat(outcome.err().lines().toList().get(1)).startsWith("Maybe ");
    }

    @Test
    void aNameThatNoIdCanHaveIsWrongUsage() {
        CommandLineRun outcome = run("--from", models.toString(), "--name", "My Model");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("Invalid value for option '--name'")
                .contains("My Model");
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of("models import mtcnn --models " + models, (Object[]) arguments);
    }
}
