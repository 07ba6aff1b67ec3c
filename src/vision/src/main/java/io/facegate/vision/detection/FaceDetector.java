package io.facegate.vision.detection;

import io.facegate.vision.image.RgbImage;
import java.util.List;

/** Finds the faces of a picture. Implementations may be used by several threads at once. */
public interface FaceDetector extends AutoCloseable {
    /** All faces, the highest score first; empty if there are none. */
    List<DetectedFace> detect(RgbImage image);

    /**
     * Looks once, at what costs less: the faces from a size on, the highest score first. Smaller ones may be among them, and
     * are where the detector knows no sizes.
     *
     * @param minimumFace side of the smallest face to look for, in pixels of the image
     */
    default List<DetectedFace> detect(RgbImage image, float minimumFace) {
        return detect(image);
    }

    /**
     * Faces that {@link #detect(RgbImage, float)} found in the image, as {@link #detect(RgbImage)} would give them.
     *
     * @return the highest score first
     */
    default List<DetectedFace> confirmed(RgbImage image, List<DetectedFace> faces) {
        return faces;
    }

    /** Side of the smallest face that {@link #detect(RgbImage)} looks for in a picture of this size, in pixels. */
    default float minimumFace(int width, int height) {
        return Math.min(width, height);
    }

    /**
     * From a size of the smallest face to a larger one, so that what is found by both is found most alike: a factor of about
     * two.
     */
    default float coarsening() {
        return 2;
    }

    @Override
    void close();
}
