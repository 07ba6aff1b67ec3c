package io.facegate.training.catalogue;

import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * What a model gave here for a picture, so that whoever imports it elsewhere knows that it is the same and computes the
 * same.
 *
 * @param picture a file beside the catalogue, with one face
 * @param box of that face
 * @param landmarks of that face
 * @param embedding of the face at these landmarks, float32 in little-endian order; empty for a detector
 */
@SuppressWarnings("ArrayRecordComponent") // compared with nothing
public record TestVector(String picture, FaceBox box, Landmarks landmarks, byte[] embedding) {
    /** Processors add in other orders, and some in fewer bits. */
    static final float LEAST_COSINE = 0.999f;

    static final float LEAST_OVERLAP = 0.95f;

    /**
     * @param model stays the caller's to close
     * @throws ModelException if it gives something else
     */
    void check(LoadedModel model) throws IOException {
        try (RgbImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(Catalogue.resource(picture))) {
            if (model.descriptor().contract() instanceof ModelContract.Embedder) {
                checkEmbedding(new FaceEmbedder(model), image);
            } else {
                checkFace(new MtcnnDetector(model, DetectionSettings.DEFAULT), image);
            }
        }
    }

    private void checkEmbedding(FaceEmbedder embedder, RgbImage image) {
        Embedding given = embedder.embed(new FaceAligner(embedder.template()).align(image, List.of(landmarks)))
                .get(0);
        FloatBuffer values =
                ByteBuffer.wrap(embedding).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] expected = new float[values.remaining()];
        values.get(expected);
        float cosine =
                given.similarityTo(Embedding.of(embedder.model(), expected)).cosine();
        if (!(cosine >= LEAST_COSINE)) {
            throw wrong("the embedding of its test picture has a cosine of %s to the stored one".formatted(cosine));
        }
    }

    private void checkFace(FaceDetector detector, RgbImage image) {
        List<DetectedFace> faces = detector.detect(image);
        if (faces.size() != 1 || faces.get(0).box().overlap(box) < LEAST_OVERLAP) {
            throw wrong("it doesn't find the one face of its test picture where it is");
        }
    }

    private static ModelException wrong(String what) {
        return new ModelException(
                "The model doesn't give here what it gave where it was tried: %s.%nMaybe the machine computes otherwise; please report it."
                        .formatted(what));
    }
}
