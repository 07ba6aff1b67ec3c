package io.facegate.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.AlignmentTemplate;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.Landmarks;
import io.facegate.vision.detection.Point;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FaceQualityTest {
    private static final Landmarks FRONTAL = AlignmentTemplate.arcface(112).landmarks();
    private static final QualityGate GATE = new QualityGate(20, 50, 40, 220, 15, 35, 30, 45);

    @Test
    void aFrontalFaceLooksStraightAhead() {
        HeadPose pose = HeadPose.of(FRONTAL);

        assertThat(pose.yaw()).isCloseTo(0, within(2.0));
        assertThat(pose.pitch()).isCloseTo(0, within(2.0));
        assertThat(pose.roll()).isCloseTo(0, within(1.0));
    }

    @Test
    void turningThePictureChangesRollAlone() {
        double angle = Math.toRadians(25);
        Landmarks turned = moved(p -> new Point((float) (Math.cos(angle) * p.x() - Math.sin(angle) * p.y()), (float)
                (Math.sin(angle) * p.x() + Math.cos(angle) * p.y())));

        HeadPose straight = HeadPose.of(FRONTAL);
        HeadPose pose = HeadPose.of(turned);

        assertThat(pose.roll()).isCloseTo(straight.roll() + 25, within(0.01));
        assertThat(pose.yaw()).isCloseTo(straight.yaw(), within(0.01));
        assertThat(pose.pitch()).isCloseTo(straight.pitch(), within(0.01));
    }

    @Test
    void aNoseNearAnEyeIsAProfileAndANoseNearTheMouthLooksDown() {
        Landmarks profile = withNose(new Point(72, 72));
        Landmarks down = withNose(new Point(56, 90));

        assertThat(HeadPose.of(profile).yaw()).isGreaterThan(35);
        assertThat(HeadPose.of(down).pitch()).isGreaterThan(30);
        assertThat(GATE.defects(FaceQuality.of(face(profile), stripes(100, 160))))
                .containsExactly(QualityDefect.WRONG_POSE);
        assertThat(GATE.defects(FaceQuality.of(face(down), stripes(100, 160))))
                .containsExactly(QualityDefect.WRONG_POSE);
    }

    @Test
    void aDetailedWellLitFrontalFacePasses() {
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), stripes(100, 160))))
                .isEmpty();
    }

    @Test
    void eachDefectHasItsOwnReason() {
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), stripes(0, 60)))).containsExactly(QualityDefect.TOO_DARK);
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), stripes(215, 255))))
                .containsExactly(QualityDefect.TOO_BRIGHT);
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), stripes(120, 130))))
                .containsExactly(QualityDefect.LOW_CONTRAST);
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), ramp()))).containsExactly(QualityDefect.TOO_BLURRED);
        assertThat(GATE.defects(FaceQuality.of(face(shrunk()), stripes(100, 160))))
                .containsExactly(QualityDefect.FACE_TOO_SMALL);
    }

    @Test
    void brightnessAndContrastAreInGreyLevels() {
        FaceQuality quality = FaceQuality.of(face(FRONTAL), stripes(100, 160));

        assertThat(quality.brightness()).isCloseTo(130, within(0.01));
        assertThat(quality.contrast()).isCloseTo(30, within(0.01));
        assertThat(quality.interEyeDistance()).isCloseTo(35.2, within(0.1));
    }

    private static DetectedFace face(Landmarks landmarks) {
        return new DetectedFace(new FaceBox(0, 0, 112, 112), landmarks, 1);
    }

    private static Landmarks shrunk() {
        return moved(p -> new Point(p.x() / 2, p.y() / 2));
    }

    private static Landmarks moved(UnaryOperator<Point> move) {
        return Landmarks.of(FRONTAL.points().stream().map(move).toList());
    }

    private static Landmarks withNose(Point nose) {
        return new Landmarks(FRONTAL.leftEye(), FRONTAL.rightEye(), nose, FRONTAL.leftMouth(), FRONTAL.rightMouth());
    }

    /** Columns of two grey levels in turn, each two pixels wide: sharp. */
    private static FaceCrop stripes(int dark, int light) {
        byte[] rgb = new byte[112 * 112 * 3];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % 112;
            rgb[i] = (byte) (x / 2 % 2 == 0 ? dark : light);
        }
        return new FaceCrop(112, rgb);
    }

    /** From dark to light without any detail: blurred. */
    private static FaceCrop ramp() {
        byte[] rgb = new byte[112 * 112 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (70 + i / 3 % 112);
        }
        return new FaceCrop(112, rgb);
    }
}
