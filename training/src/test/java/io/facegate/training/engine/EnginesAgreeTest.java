package io.facegate.training.engine;

import io.facegate.onnxruntime.OnnxRuntimeEngine;
import io.facegate.training.ImportedModels;
import io.facegate.training.export.onnx.OnnxAddition;
import io.facegate.training.weights.GoldenEmbeddings;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.embedding.TensorFlowEngine;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A published embedder in each engine, against an independent implementation, on real faces. */
class EnginesAgreeTest {
    @TempDir
    private Path models;

    static Stream<Arguments> engines() {
        return Stream.of(new TensorFlowEngine(), new OnnxRuntimeEngine())
                .flatMap(engine -> Stream.concat(
                        Stream.of(Arguments.of(engine, InferencePrecision.FLOAT32, 0.9999f)),
                        engine.reducedPrecision(false).stream().map(reduced -> Arguments.of(engine, reduced, 0.999f))));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void realFacesAreEmbeddedAsByTheIndependentImplementation(
            EmbedderEngine engine, InferencePrecision precision, float leastCosine) throws IOException {
        ModelStore imported = ImportedModels.store();
        ModelDescriptor published = imported.find(ModelContract.Embedder.class, null);
        Path folder = Files.createDirectories(models.resolve(published.id().value()));
        try (Stream<Path> files = Files.list(imported.folder(published.id()))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        ModelDescriptor model = new OnnxAddition(models).addTo(published);

        try (FaceEmbedder embedder = new FaceEmbedder(
                engine.open(new ModelStore(models), model, InferenceSettings.DEFAULT.with(precision)))) {
            GoldenEmbeddings.assertSame(embedder, leastCosine);
        }
    }
}
