package io.facegate.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaceChoiceTest {
    private static final DetectedFace SMALL_AND_SURE = face(10, 0.99f);
    private static final DetectedFace LARGE = face(100, 0.9f);
    private static final DetectedFace MIDDLE = face(50, 0.95f);

    @ParameterizedTest
    @EnumSource
    void noFaceIsAlwaysAnError(FaceChoice choice) {
        PictureRejectedException refusal =
                catchThrowableOfType(PictureRejectedException.class, () -> choice.from(List.of(), 200, 200));

        assertThat(refusal.rejection()).isEqualTo(Rejection.NO_FACE);
        assertThat(refusal).hasMessage("There is no face in the picture.");
    }

    @ParameterizedTest
    @EnumSource
    void aSingleFaceIsAlwaysChosen(FaceChoice choice) {
        assertThat(choice.from(List.of(MIDDLE), 200, 200)).containsExactly(MIDDLE);
    }

    @Test
    void theLargestIsChosenWhateverItsScore() {
        assertThat(FaceChoice.LARGEST.from(List.of(SMALL_AND_SURE, MIDDLE, LARGE), 200, 200))
                .containsExactly(LARGE);
    }

    @Test
    void severalFacesWhereOneIsExpectedAreAnError() {
        PictureRejectedException refusal = catchThrowableOfType(
                PictureRejectedException.class, () -> FaceChoice.ONLY.from(List.of(SMALL_AND_SURE, LARGE), 200, 200));

        assertThat(refusal.rejection()).isEqualTo(Rejection.SEVERAL_FACES);
        assertThat(refusal).hasMessage("There are 2 faces in the picture where one is expected.");
    }

    @Test
    void thePersonInTheMiddleIsChosenOverALargerOneAtTheEdge() {
        DetectedFace atTheEdge = face(0, 0, 90, 0.99f);
        DetectedFace inTheMiddle = face(60, 60, 80, 0.95f);

        assertThat(FaceChoice.MAIN.from(List.of(atTheEdge, inTheMiddle), 200, 200))
                .containsExactly(inTheMiddle);
        assertThat(FaceChoice.LARGEST.from(List.of(atTheEdge, inTheMiddle), 200, 200))
                .containsExactly(atTheEdge);
    }

    @Test
    void allFacesComeLargestFirst() {
        assertThat(FaceChoice.ALL.from(List.of(SMALL_AND_SURE, LARGE, MIDDLE), 200, 200))
                .containsExactly(LARGE, MIDDLE, SMALL_AND_SURE);
    }

    private static DetectedFace face(float side, float score) {
        return face(0, 0, side, score);
    }

    private static DetectedFace face(float left, float top, float side, float score) {
        Landmarks landmarks = Landmarks.of(Collections.nCopies(5, new Point(left + side / 2, top + side / 2)));
        return new DetectedFace(new FaceBox(left, top, left + side, top + side), landmarks, score);
    }
}
