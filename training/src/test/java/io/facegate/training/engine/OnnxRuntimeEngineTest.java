package io.facegate.training.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.onnxruntime.OnnxRuntimeEngine;
import io.facegate.training.export.onnx.OnnxAddition;
import io.facegate.vision.embedding.EmbedderEngineKit;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.MeanColourModel;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRuntimeEngineTest extends EmbedderEngineKit {
    OnnxRuntimeEngineTest(@TempDir Path models) throws IOException {
        super(new OnnxRuntimeEngine(), models);
    }

    @Override
    protected ModelDescriptor prepare(Path folder, ModelDescriptor model) throws IOException {
        return new OnnxAddition(folder).addTo(model);
    }

    @Test
    void aModelWithoutAnOnnxFileSaysHowToMakeOne(@TempDir Path models) throws IOException {
        ModelStore store = new ModelStore(models);
        ModelDescriptor model = MeanColourModel.exportTo(store, new ModelId("colours"));

        assertThatThrownBy(() -> new OnnxRuntimeEngine().open(store, model, InferenceSettings.DEFAULT))
                .isInstanceOf(ModelException.class)
                .hasMessage("Embedder colours has no file model.onnx, so ONNX Runtime can't run it.%n"
                        .formatted()
                        .concat("Maybe make one: ./facegate models export onnx colours"));
    }
}
