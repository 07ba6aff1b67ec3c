package io.facegate.vision.embedding;

import io.facegate.vision.model.ModelDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TensorFlowEngineTest extends EmbedderEngineKit {
    TensorFlowEngineTest(@TempDir Path models) throws IOException {
        super(new TensorFlowEngine(), models);
    }

    @Override
    protected ModelDescriptor prepare(Path folder, ModelDescriptor model) {
        return model;
    }
}
