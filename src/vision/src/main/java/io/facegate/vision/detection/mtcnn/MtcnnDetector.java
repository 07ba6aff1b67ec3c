package io.facegate.vision.detection.mtcnn;

import static io.facegate.vision.model.ModelContract.Detector.BOXES;
import static io.facegate.vision.model.ModelContract.Detector.IMAGE;
import static io.facegate.vision.model.ModelContract.Detector.LANDMARKS;
import static io.facegate.vision.model.ModelContract.Detector.MINIMUM_FACE;
import static io.facegate.vision.model.ModelContract.Detector.PYRAMID_FACTOR;
import static io.facegate.vision.model.ModelContract.Detector.SCORES;
import static io.facegate.vision.model.ModelContract.Detector.THRESHOLDS;

import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * MTCNN: three networks that agree on faces, from coarse to fine, in one graph that runs once for a picture.
 *
 * @see <a href="https://arxiv.org/abs/1604.02878">Zhang, Zhang, Li, Qiao: Joint Face Detection and Alignment using
 *     Multi-task Cascaded Convolutional Networks (2016)</a>
 */
public final class MtcnnDetector implements FaceDetector {
    private static final int LANDMARK_COUNT = 5;
    private static final int COPIED_AT_ONCE = 1 << 18;

    private final LoadedModel model;
    private final DetectionSettings settings;
    private final int maximumLevels;

    /**
     * @param model the detector takes its ownership
     * @throws ModelException if the model is no detector; it is closed then
     */
    public MtcnnDetector(LoadedModel model, DetectionSettings settings) {
        if (!(model.descriptor().contract() instanceof ModelContract.Detector contract)) {
            model.close();
            throw new ModelException(
                    "Model %s is not a detector.%nMaybe it is meant as the embedder.".formatted(model.id()));
        }
        this.model = model;
        this.settings = settings;
        this.maximumLevels = contract.maximumLevels();
    }

    @Override
    public List<DetectedFace> detect(RgbImage image) {
        return detect(image, settings.minimumFace());
    }

    @Override
    public float minimumFace(int width, int height) {
        return settings.minimumFaceIn(width, height, maximumLevels);
    }

    @Override
    public float coarsening() {
        return settings.coarsening();
    }

    @Override
    public List<DetectedFace> detect(RgbImage image, float minimumFace) {
        DetectionThresholds thresholds = settings.thresholds();
        float smallest =
                settings.withMinimumFace(minimumFace).minimumFaceIn(image.width(), image.height(), maximumLevels);
        try (TUint8 pixels = pixels(image);
                TFloat32 minimum = TFloat32.scalarOf(smallest);
                TFloat32 factor = TFloat32.scalarOf(settings.pyramidFactor());
                TFloat32 scores =
                        TFloat32.vectorOf(thresholds.proposal(), thresholds.refinement(), thresholds.output());
                Result result = model.run(
                        Map.of(IMAGE, pixels, MINIMUM_FACE, minimum, PYRAMID_FACTOR, factor, THRESHOLDS, scores))) {
            return faces(output(result, BOXES), output(result, SCORES), output(result, LANDMARKS));
        }
    }

    /** In pieces by way of the heap: between two buffers outside of it, TensorFlow would copy byte by byte. */
    private static TUint8 pixels(RgbImage image) {
        return TUint8.tensorOf(Shape.of(image.height(), image.width(), 3), tensor -> {
            ByteBuffer from = image.pixels();
            ByteDataBuffer to = tensor.asRawTensor().data();
            byte[] piece = new byte[Math.min(from.remaining(), COPIED_AT_ONCE)];
            while (from.hasRemaining()) {
                int length = Math.min(from.remaining(), piece.length);
                long start = from.position();
                from.get(piece, 0, length);
                to.offset(start).write(piece, 0, length);
            }
        });
    }

    private static List<DetectedFace> faces(TFloat32 boxes, TFloat32 scores, TFloat32 landmarks) {
        List<DetectedFace> faces = new ArrayList<>();
        for (long face = 0; face < scores.shape().get(0); face++) {
            float left = boxes.getFloat(face, 0);
            float top = boxes.getFloat(face, 1);
            float right = boxes.getFloat(face, 2);
            float bottom = boxes.getFloat(face, 3);
            // the last network may turn a box inside out: then it was no face
            if (left < right && top < bottom) {
                faces.add(new DetectedFace(
                        new FaceBox(left, top, right, bottom), points(landmarks, face), scores.getFloat(face)));
            }
        }
        return List.copyOf(faces);
    }

    private static Landmarks points(TFloat32 landmarks, long face) {
        return Landmarks.of(IntStream.range(0, LANDMARK_COUNT)
                .mapToObj(point -> new Point(landmarks.getFloat(face, point, 0), landmarks.getFloat(face, point, 1)))
                .toList());
    }

    private static TFloat32 output(Result result, String name) {
        return (TFloat32) result.get(name)
                .orElseThrow(() ->
                        new ModelException("The detector has no output %s.%nMaybe import it again.".formatted(name)));
    }

    @Override
    public void close() {
        model.close();
    }
}
