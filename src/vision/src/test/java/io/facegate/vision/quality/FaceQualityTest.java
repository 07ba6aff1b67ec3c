package io.facegate.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.Look;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.quality.QualityGate.DetailLimits;
import io.facegate.vision.quality.QualityGate.PoseLimits;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FaceQualityTest {
    private static final Landmarks FRONTAL = AlignmentTemplate.arcface(112).landmarks();
    private static final QualityGate GATE =
            new QualityGate(20, new DetailLimits(50, 2.5, 2, 1), 40, 220, 15, new PoseLimits(35, 30, 45));

    @Test
    void aFrontalFaceLooksStraightAhead() {
        HeadPose pose = HeadPose.of(FRONTAL);

        assertThat(pose.yaw()).isCloseTo(0, within(2.0));
        assertThat(pose.pitch()).isCloseTo(0, within(2.0));
        assertThat(pose.roll()).isCloseTo(0, within(1.0));
    }

    @Test
    void aFaceThatResemblesBadPicturesHasTheirDefect() {
        FaceQuality clear = FaceQuality.of(face(FRONTAL), stripes(100, 160));
        FaceQuality alike = clear.resembling(new Resemblance(PictureFault.COVERED_MOUTH, 0.31f, 0.3f));

        assertThat(GATE.defects(clear)).isEmpty();
        assertThat(GATE.defects(alike)).containsExactly(QualityDefect.MOUTH_COVERED);
        assertThat(GATE.defects(clear.resembling(new Resemblance(PictureFault.COVERED_MOUTH, 0.29f, 0.3f))))
                .isEmpty();
    }

    @Test
    void aFaceIsWorthLessTheMoreItResemblesBadPictures() {
        FaceQuality clear = new FaceQuality(60, 200, 0.2, 150, 0.1, 120, 50, new HeadPose(0, 0, 0), 0.99, null);

        assertThat(clear.resembling(new Resemblance(PictureFault.NOISE, 0.1f, 0.3f))
                        .unified())
                .isEqualTo(clear.unified());
        assertThat(clear.resembling(new Resemblance(PictureFault.NOISE, 0.58f, 0.3f))
                        .unified())
                .isBetween(0.01, 0.1);
        assertThat(clear.resembling(new Resemblance(PictureFault.NOISE, 0.7f, 0.3f))
                        .unified())
                .isZero();
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
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), stripes(4, 60)))).containsExactly(QualityDefect.TOO_DARK);
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), stripes(215, 255))))
                .containsExactly(QualityDefect.TOO_BRIGHT);
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), stripes(120, 130))))
                .containsExactly(QualityDefect.LOW_CONTRAST);
        assertThat(GATE.defects(FaceQuality.of(face(FRONTAL), ramp()))).containsExactly(QualityDefect.TOO_BLURRED);
        assertThat(GATE.defects(FaceQuality.of(face(shrunk()), stripes(100, 160))))
                .containsExactly(QualityDefect.FACE_TOO_SMALL);
    }

    @Test
    void noiseIsMeasuredAndIsNoSharpness() {
        FaceQuality clean = FaceQuality.of(face(FRONTAL), waves(14, 0));
        FaceQuality noisy = FaceQuality.of(face(FRONTAL), waves(14, 12));
        FaceQuality blurred = FaceQuality.of(face(FRONTAL), waves(60, 0));
        FaceQuality noiseOnBlur = FaceQuality.of(face(FRONTAL), waves(60, 12));

        assertThat(clean.noise()).isLessThan(0.5);
        assertThat(noisy.noise()).isCloseTo(12, within(1.5));
        assertThat(noiseOnBlur.noise()).isCloseTo(12, within(1.5));
        assertThat(noisy.sharpness()).isLessThan(1.2 * clean.sharpness());
        assertThat(noiseOnBlur.sharpness()).isLessThan(blurred.sharpness() + 5);
        assertThat(GATE.defects(noisy)).contains(QualityDefect.TOO_NOISY);
        assertThat(GATE.defects(noiseOnBlur)).contains(QualityDefect.TOO_NOISY, QualityDefect.TOO_BLURRED);
    }

    @Test
    void greyLevelsAreCountedByHowMuchTheyAreUsed() {
        assertThat(FaceQuality.of(face(FRONTAL), stripes(10, 245)).greyLevels()).isCloseTo(2, within(0.01));
        assertThat(FaceQuality.of(face(FRONTAL), ramp()).greyLevels()).isBetween(90.0, 112.0);
    }

    @Test
    void largePixelsAreFlat() {
        assertThat(FaceQuality.of(face(FRONTAL), waves(14, 1)).flatShare()).isLessThan(0.3);
        assertThat(FaceQuality.of(face(FRONTAL), mosaic(12)).flatShare()).isGreaterThan(0.6);
    }

    @Test
    void whatLiesBeyondThePictureIsNotMeasured() {
        FaceCrop whole = waves(14, 1);
        byte[] cut = whole.rgb().clone();
        Arrays.fill(cut, 0, 30 * 112 * 3, (byte) 0);
        FaceQuality expected = FaceQuality.of(face(FRONTAL), whole);

        FaceQuality quality = FaceQuality.of(face(FRONTAL), new FaceCrop(112, cut));

        assertThat(quality.brightness()).isCloseTo(expected.brightness(), within(2.0));
        assertThat(quality.contrast()).isCloseTo(expected.contrast(), within(2.0));
        assertThat(quality.sharpness()).isCloseTo(expected.sharpness(), within(0.1 * expected.sharpness()));
        assertThat(quality.noise()).isCloseTo(expected.noise(), within(0.2));
        assertThat(quality.greyLevels()).isCloseTo(expected.greyLevels(), within(5.0));
    }

    @Test
    void aBlackCropIsOfNoUse() {
        FaceQuality quality = FaceQuality.of(face(FRONTAL), new FaceCrop(112, new byte[112 * 112 * 3]));

        assertThat(quality.unified()).isZero();
        assertThat(GATE.defects(quality)).contains(QualityDefect.TOO_DARK, QualityDefect.TOO_BLURRED);
    }

    @Test
    void theUnifiedQualityIsThatOfTheWorstMeasure() {
        FaceQuality clear = FaceQuality.of(face(FRONTAL), waves(14, 1));
        FaceQuality noisy = FaceQuality.of(face(FRONTAL), waves(14, 12));
        FaceQuality turned = FaceQuality.of(face(withNose(new Point(78, 72))), waves(14, 1));

        assertThat(clear.unified()).isBetween(0.4, 1.0);
        assertThat(turned.unified()).isBetween(0.1, clear.unified() - 0.05);
        assertThat(noisy.unified()).isZero();
    }

    @Test
    void theRollIsThatOfThePictureAsItWasTurned() {
        Landmarks upsideDown = moved(p -> new Point(112 - p.x(), 112 - p.y()));
        DetectedFace face = new DetectedFace(new FaceBox(0, 0, 112, 112), upsideDown, 1, Look.TURNED_180);

        assertThat(FaceQuality.of(face, waves(14, 0)).pose().roll()).isCloseTo(0, within(1.0));
        assertThat(Math.abs(HeadPose.of(upsideDown).roll())).isCloseTo(180, within(1.0));
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

    /** Waves of this length in both directions, each of the other's height, and normally distributed noise of this standard deviation. */
    private static FaceCrop waves(double length, double noise) {
        Random random = new Random(1);
        byte[] rgb = new byte[112 * 112 * 3];
        for (int i = 0; i < 112 * 112; i++) {
            double wave = Math.sin(2 * Math.PI * (i % 112) / length) * Math.sin(2 * Math.PI * (i / 112) / length);
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) Math.round(128 + 60 * wave + noise * random.nextGaussian()));
        }
        return new FaceCrop(112, rgb);
    }

    /** Squares of this side, each of one random grey. */
    private static FaceCrop mosaic(int side) {
        byte[] greys = new byte[112 * 112];
        new Random(1).nextBytes(greys);
        byte[] rgb = new byte[112 * 112 * 3];
        for (int i = 0; i < 112 * 112; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, greys[i / 112 / side * 112 + i % 112 / side]);
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
