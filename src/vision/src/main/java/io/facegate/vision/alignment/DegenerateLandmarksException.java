package io.facegate.vision.alignment;

/** Landmarks that have no size or no direction, so that no transform can bring them to a template. */
public final class DegenerateLandmarksException extends IllegalArgumentException {
    public DegenerateLandmarksException(String message) {
        super(message);
    }
}
