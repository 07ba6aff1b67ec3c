package io.facegate.vision.detection;

/**
 * @param score the detector's confidence that this is a face, 0..1
 */
public record DetectedFace(FaceBox box, Landmarks landmarks, float score) {}
