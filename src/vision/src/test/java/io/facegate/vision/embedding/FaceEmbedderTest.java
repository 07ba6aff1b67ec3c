package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.MeanColourModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceEmbedderTest {
    @TempDir
    private Path models;

    @Test
    void aModelOfAnotherKindIsRefused() throws IOException {
        ModelStore store = new ModelStore(models);
        ModelId id = new ModelId("not-an-embedder");
        ModelDescriptor embedderDescriptor = MeanColourModel.exportTo(store, id);
        ModelDescriptor detector = new ModelDescriptor(
                id,
                new ModelContract.Detector(12),
                embedderDescriptor.files(),
                embedderDescriptor.provenance(),
                embedderDescriptor.licence(),
                null);
        try (LoadedModel model = store.open(detector, InferenceSettings.DEFAULT)) {
            assertThatThrownBy(() -> new FaceEmbedder(model))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Model not-an-embedder is not an embedder");
        }
    }

    @Test
    void anEngineThatIsNotBuiltInIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> EmbedderEngines.named("abacus"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no engine 'abacus' in this build of Facegate. There is: tensorflow.");
    }
}
