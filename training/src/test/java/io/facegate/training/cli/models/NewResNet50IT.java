package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewResNet50IT {
    @Test
    void theSameSeedGivesTheSameModelBitForBit(@TempDir Path first, @TempDir Path second) {
        ModelDescriptor model = create(first, "--embedding", "512", "--seed", "7");

        assertThat(model.id().value()).matches("resnet50-[0-9a-f]{8}");
        assertThat(((ModelContract.Embedder) model.contract()).dimension()).isEqualTo(512);
        assertThat(model.licence()).isEqualTo(new Licence("Apache-2.0 (untrained)", "none"));
        assertThat(model.provenance().settings())
                .containsEntry("seed", "7")
                .containsEntry("embedding", "512")
                .containsEntry("size", "112");
        assertThat(run(first, "verify")).isEqualTo(model.id() + " is intact");

        ModelDescriptor again = create(second, "--seed", "7");
        assertThat(again.id()).isEqualTo(model.id());
        assertThat(again.files()).isEqualTo(model.files());
    }

    @Test
    void largerCropsGiveAnotherModel(@TempDir Path folder) {
        ModelDescriptor model = create(folder, "--size", "224", "--embedding", "128");

        assertThat(((ModelContract.Embedder) model.contract()).template().cropSize())
                .isEqualTo(224);
        assertThat(run(folder, "verify")).isEqualTo(model.id() + " is intact");
    }

    private static ModelDescriptor create(Path folder, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "new";
        arguments[1] = "resnet50";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new ModelStore(folder).find(ModelContract.Embedder.class, new ModelId(run(folder, arguments)));
    }

    private static String run(Path folder, String... arguments) {
        CommandLineRun run = CommandLineRun.of("models " + String.join(" ", arguments), "--models=" + folder);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run.out().strip();
    }
}
