package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetectorReportTest {
    private static final DetectedFace FACE = face(0, 0, 100, 0, 0.99f);

    /** A square face whose landmarks are all moved to the right by so many pixels. */
    private static DetectedFace face(float left, float top, float side, float moved, float score) {
        return new DetectedFace(
                new FaceBox(left, top, left + side, top + side),
                Landmarks.of(Stream.of(
                                new Point(0.3f, 0.4f),
                                new Point(0.7f, 0.4f),
                                new Point(0.5f, 0.6f),
                                new Point(0.4f, 0.8f),
                                new Point(0.6f, 0.8f))
                        .map(point -> new Point(left + moved + point.x() * side, top + point.y() * side))
                        .toList()),
                score);
    }

    private static DetectorReport report(List<DetectedFace> expected, List<Point> noses, List<DetectedFace> found) {
        return DetectorReport.of(List.of(new DetectorReport.Detection(
                new GoldenFaces(Path.of("picture.jpg"), 500, 500, expected, noses), found, Duration.ofMillis(7))));
    }

    @Test
    void aFaceIsFoundByABoxThatCoversIt() {
        DetectorReport report =
                report(List.of(FACE, face(300, 300, 50, 0, 1)), List.of(), List.of(face(10, 0, 100, 2, 0.9f)));

        assertThat(report.expected()).isEqualTo(2);
        assertThat(report.found()).isEqualTo(1);
        assertThat(report.recall()).isEqualTo(0.5);
        assertThat(report.falseDetections()).isZero();
        assertThat(report.meanOverlap()).isCloseTo(9_000.0 / 11_000, within(1e-6));
        // the box lies 10 pixels to the right, its landmarks 2 more; the eyes are 40 apart
        assertThat(report.landmarkError()).isCloseTo(12 / 40.0, within(1e-6));
        assertThat(report.median()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void whatAllLandmarksAreShiftedByIsToldApartFromTheirScatter() {
        DetectorReport report = report(
                List.of(FACE, face(300, 300, 100, 0, 0.9f), face(0, 300, 100, 0, 0.8f)),
                List.of(),
                List.of(face(0, 0, 100, 2, 0.99f), face(300, 300, 100, 2, 0.9f), face(0, 300, 100, 8, 0.8f)));

        assertThat(report.shift()).isEqualTo(new Point(2, 0));
        assertThat(report.landmarkError()).isCloseTo((2 + 2 + 8) / 3.0 / 40, within(1e-6));
        assertThat(report.landmarkScatter()).isCloseTo(6 / 3.0 / 40, within(1e-6));
    }

    @Test
    void aBoxThatFitsBadlyIsAMissButNoFalseDetection() {
        DetectorReport report = report(List.of(FACE), List.of(), List.of(face(0, 0, 140, 0, 0.9f)));

        assertThat(report.found()).isZero();
        assertThat(report.falseDetections()).isZero();
    }

    @Test
    void aBoxElsewhereIsAFalseDetectionUnlessPeopleMarkedANoseInIt() {
        DetectedFace elsewhere = face(300, 300, 60, 0, 0.9f);

        assertThat(report(List.of(FACE), List.of(), List.of(FACE, elsewhere)).falseDetections())
                .isEqualTo(1);
        assertThat(report(List.of(FACE), List.of(new Point(330, 336)), List.of(FACE, elsewhere))
                        .falseDetections())
                .isZero();
    }

    @Test
    void aSecondBoxForTheSameFaceIsAFalseDetection() {
        DetectorReport report =
                report(List.of(FACE), List.of(new Point(50, 60)), List.of(face(5, 0, 100, 0, 0.8f), FACE));

        assertThat(report.found()).isEqualTo(1);
        assertThat(report.falseDetections()).isEqualTo(1);
        assertThat(report.meanOverlap()).as("the surer box is the face's").isEqualTo(1);
    }

    @Test
    void tellsEveryMistakeInWords() {
        var detection = new DetectorReport.Detection(
                new GoldenFaces(Path.of("picture.jpg"), 500, 500, List.of(FACE), List.of()),
                List.of(face(300, 200, 60, 0, 0.9f)),
                Duration.ZERO);

        assertThat(detection.mistakes())
                .containsExactly("missed 100x100 at 0, 0, score 0.990", "false 60x60 at 300, 200, score 0.900");
    }
}
