package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.cli.CommandLineRun;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeCommandTest {
    @Test
    void picturesOfPeopleMakeAModelThatHasToBeCalibrated(@TempDir Path folder) throws IOException {
        Path models = CommandLineRun.modelsWithTheBundle(folder);

        CommandLineRun run = CommandLineRun.of(
                "models quantize --faces 16 --models " + models, "--images", SharedData.path("faces/lfw/images"));

        assertThat(run.status()).isZero();
        ModelDescriptor made =
                new ModelStore(models).own(ModelContract.Embedder.class).get(0);
        assertThat(made.id().value()).startsWith("resnet50-int8-");
        assertThat(run.out().lines().toList()).first().isEqualTo(made.id().value());
        assertThat(run.out()).contains("cosine to float32: 0.9", "./facegate models calibrate --embedder " + made.id());
        assertThat(made.provenance().settings())
                .containsEntry("pictures", "images")
                .containsEntry("drift: faces", "4");

        CommandLineRun verified = CommandLineRun.of("models verify --models " + models, made.id());
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).contains(made.id() + " is intact");
    }
}
