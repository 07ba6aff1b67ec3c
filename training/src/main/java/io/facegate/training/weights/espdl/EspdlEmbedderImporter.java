package io.facegate.training.weights.espdl;

import io.facegate.training.export.ModelExporter;
import io.facegate.training.weights.onnx.EmbedderSettings;
import io.facegate.training.weights.onnx.OnnxEmbedderImporter;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;

/** Turns a face embedder of ESP-DL into a model with this project's contract. */
public final class EspdlEmbedderImporter {
    private static final String COMMAND = "facegate models import espdl";

    private final OnnxEmbedderImporter onnx;

    public EspdlEmbedderImporter(ModelExporter exporter) {
        this.onnx = new OnnxEmbedderImporter(exporter);
    }

    /**
     * @param file its input is {@code [N, S, S, 3]}, its output {@code [N, D]}
     * @throws IOException if the file can't be read or the model can't be written
     * @throws ModelException if the file is not such a model, or has something that is not understood
     */
    public ModelDescriptor importFrom(Path file, EmbedderSettings settings) throws IOException {
        return onnx.importFrom(file, EspdlFile.read(file), COMMAND, settings);
    }
}
