package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportOnnxCommandTest {
    private final Path models;

    ExportOnnxCommandTest(@TempDir Path folder) throws IOException {
        models = CommandLineRun.modelsWithTheBundle(folder);
    }

    private CommandLineRun export(Object... more) {
        return CommandLineRun.of("models export onnx --models " + models, more);
    }

    @Test
    void theBundlesEmbedderIsCopiedWithAllThatItKnows() {
        ModelStore store = new ModelStore(models);
        ModelDescriptor before = store.find(ModelContract.Embedder.class, null);

        CommandLineRun run = export();

        assertThat(run.err()).isEmpty();
        assertThat(run.out().strip())
                .isEqualTo(models.resolve(before.id().value())
                        .resolve("model.onnx")
                        .toString());
        ModelDescriptor after = store.find(ModelContract.Embedder.class, null);
        assertThat(store.folder(after.id()))
                .isEqualTo(models.resolve(before.id().value()));
        store.verify(after);
        assertThat(after.hasOnnx()).isTrue();
        assertThat(after).usingRecursiveComparison().ignoringFields("files").isEqualTo(before);
        assertThat(after.files())
                .containsAllEntriesOf(before.files())
                .hasSize(before.files().size() + 1);
        assertThat(store.centres(after)).isNotEmpty();
        assertThat(store.prototypes(after)).isNotEmpty();
        ModelStore bundle = new ModelStore(models.resolve("default"));
        assertThat(bundle.find(ModelContract.Embedder.class, null))
                .as("in the bundle")
                .isEqualTo(before);
    }

    @Test
    void aSecondTimeGivesTheSame() {
        export();
        ModelStore store = new ModelStore(models);
        ModelDescriptor first = store.find(ModelContract.Embedder.class, null);

        export(first.id());

        assertThat(store.find(ModelContract.Embedder.class, null)).isEqualTo(first);
        store.verify(first);
    }

    @Test
    void anEmbedderThatThereIsNotIsNamed() {
        CommandLineRun run = export("somebody-else");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("There is no embedder somebody-else");
    }
}
