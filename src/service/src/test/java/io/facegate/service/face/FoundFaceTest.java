package io.facegate.service.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import org.junit.jupiter.api.Test;

class FoundFaceTest {
    private static final Landmarks LANDMARKS =
            new Landmarks(new Point(1, 2), new Point(3, 4), new Point(5, 6), new Point(7, 8), new Point(9, 10));

    @Test
    void showsTheBoxInPixelsAndInShares() {
        FoundFace face = FoundFace.of(new DetectedFace(new FaceBox(50, 20, 150, 70), LANDMARKS, 0.9f), 200, 100);

        assertThat(face.box()).isEqualTo(new Box(50, 20, 150, 70));
        assertThat(face.normalisedBox()).isEqualTo(new Box(0.25f, 0.2f, 0.75f, 0.7f));
        assertThat(face.score()).isEqualTo(0.9f);
    }

    @Test
    void onlyTheSharesEndAtThePicturesEdge() {
        FoundFace face = FoundFace.of(new DetectedFace(new FaceBox(-10, -20, 210, 70), LANDMARKS, 0.9f), 200, 100);

        assertThat(face.box()).isEqualTo(new Box(-10, -20, 210, 70));
        assertThat(face.normalisedBox()).isEqualTo(new Box(0, 0, 1, 0.7f));
    }

    @Test
    void namesTheLandmarks() {
        FaceLandmarks landmarks = FaceLandmarks.of(LANDMARKS);

        assertThat(landmarks.leftEye()).isEqualTo(new FaceLandmarks.Place(1, 2));
        assertThat(landmarks.rightMouth()).isEqualTo(new FaceLandmarks.Place(9, 10));
    }
}
