package io.facegate.vision.detection;

import io.facegate.vision.landmark.Landmarks;

/**
 * @param landmarks in the picture; left and right are those of the upright face, so in a picture that had to be turned the
 *     left eye may be anywhere
 * @param score the detector's confidence that this is a face, 0..1
 * @param look how the picture was looked at when it was found
 */
public record DetectedFace(FaceBox box, Landmarks landmarks, float score, Look look) {
    /** Found in the picture as it is. */
    public DetectedFace(FaceBox box, Landmarks landmarks, float score) {
        this(box, landmarks, score, Look.FIRST);
    }
}
