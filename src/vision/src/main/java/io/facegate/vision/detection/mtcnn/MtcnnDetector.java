package io.facegate.vision.detection.mtcnn;

import static io.facegate.vision.model.ModelContract.Detector.BOXES;
import static io.facegate.vision.model.ModelContract.Detector.LANDMARKS;
import static io.facegate.vision.model.ModelContract.Detector.SCORES;

import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/**
 * MTCNN: three networks that agree on faces, from coarse to fine, in one graph that runs once for a picture.
 *
 * @see <a href="https://arxiv.org/abs/1604.02878">Zhang, Zhang, Li, Qiao: Joint Face Detection and Alignment using
 *     Multi-task Cascaded Convolutional Networks (2016)</a>
 */
public final class MtcnnDetector implements FaceDetector {
    private static final int LANDMARK_COUNT = 5;

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
        float smallest =
                settings.withMinimumFace(minimumFace).minimumFaceIn(image.width(), image.height(), maximumLevels);
        try (DetectorInputs inputs = DetectorInputs.of(image, smallest, settings);
                Result result = model.run(inputs.byName())) {
            return faces(output(result, BOXES), output(result, SCORES), output(result, LANDMARKS));
        }
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
