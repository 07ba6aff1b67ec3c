package io.facegate.vision.detection;

import io.facegate.vision.image.RgbImage;
import java.util.List;

/** Finds the faces of a picture. Implementations may be used by several threads at once. */
public interface FaceDetector extends AutoCloseable {
    /** All faces, the highest score first; empty if there are none. */
    List<DetectedFace> detect(RgbImage image);

    @Override
    void close();
}
