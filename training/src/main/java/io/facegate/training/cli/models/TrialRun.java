package io.facegate.training.cli.models;

import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Runs a model once, on noise, to see that it gives what its contract says.
 *
 * @param model stays the caller's to close
 */
record TrialRun(LoadedModel model) {
    private static final int BATCH = 2;
    private static final int PICTURE = 96;
    private static final double NORM_TOLERANCE = 1e-3;

    /**
     * @throws ModelException saying what is wrong
     */
    void check() {
        try {
            if (model.descriptor().contract() instanceof ModelContract.Embedder embedder) {
                checkEmbedder(embedder);
            } else {
                checkDetector();
            }
        } catch (TensorFlowException | IllegalArgumentException e) {
            throw new ModelException("Model %s can't be run: %s".formatted(model.id(), e.getMessage()), e);
        }
    }

    private void checkEmbedder(ModelContract.Embedder embedder) {
        int size = embedder.template().cropSize();
        try (TUint8 faces = noise(Shape.of(BATCH, size, size, 3));
                Result result = model.run(Map.of(ModelContract.Embedder.FACES, faces))) {
            TFloat32 embeddings = output(result, ModelContract.Embedder.EMBEDDINGS);
            if (!embeddings.shape().equals(Shape.of(BATCH, embedder.dimension()))) {
                throw wrong("gives embeddings of the shape %s for %d faces where its dimension is %d"
                        .formatted(embeddings.shape(), BATCH, embedder.dimension()));
            }
            for (int face = 0; face < BATCH; face++) {
                double norm = norm(embeddings, face);
                if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) {
                    throw wrong("gives an embedding of length %s, not 1".formatted(norm));
                }
            }
        }
    }

    private void checkDetector() {
        try (TUint8 image = noise(Shape.of(PICTURE, PICTURE, 3));
                TFloat32 minimumFace = TFloat32.scalarOf(40);
                TFloat32 factor = TFloat32.scalarOf(0.709f);
                TFloat32 thresholds = TFloat32.vectorOf(0.6f, 0.7f, 0.7f);
                Result result = model.run(Map.of(
                        ModelContract.Detector.IMAGE, image,
                        ModelContract.Detector.MINIMUM_FACE, minimumFace,
                        ModelContract.Detector.PYRAMID_FACTOR, factor,
                        ModelContract.Detector.THRESHOLDS, thresholds))) {
            long count = output(result, ModelContract.Detector.SCORES).size();
            requireShape(result, ModelContract.Detector.BOXES, Shape.of(count, 4));
            requireShape(result, ModelContract.Detector.SCORES, Shape.of(count));
            requireShape(result, ModelContract.Detector.LANDMARKS, Shape.of(count, 5, 2));
        }
    }

    private void requireShape(Result result, String name, Shape expected) {
        Shape found = output(result, name).shape();
        if (!found.equals(expected)) {
            throw wrong("gives %s of the shape %s where %s is expected".formatted(name, found, expected));
        }
    }

    private TFloat32 output(Result result, String name) {
        Tensor output = result.get(name).orElseThrow(() -> wrong("has no output '%s'".formatted(name)));
        if (output instanceof TFloat32 floats) {
            return floats;
        }
        throw wrong("gives '%s' as %s, not float32".formatted(name, output.dataType()));
    }

    private static double norm(TFloat32 embeddings, int face) {
        double squares = 0;
        for (long i = 0; i < embeddings.shape().get(1); i++) {
            double value = embeddings.getFloat(face, i);
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private static TUint8 noise(Shape shape) {
        byte[] bytes = new byte[Math.toIntExact(shape.size())];
        new Random(1).nextBytes(bytes);
        return TUint8.tensorOf(shape, DataBuffers.of(bytes));
    }

    private ModelException wrong(String problem) {
        return new ModelException("Model %s %s.%nMaybe import the model again.".formatted(model.id(), problem));
    }
}
