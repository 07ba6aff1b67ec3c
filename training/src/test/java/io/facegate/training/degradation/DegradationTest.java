package io.facegate.training.degradation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.quality.PictureFault;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DegradationTest {
    private static final int SIZE = 112;
    private static final Landmarks FACE = AlignmentTemplate.arcface(SIZE).landmarks();
    private static final FaceCrop GREY = crop((x, y) -> 128);
    private static final FaceCrop RAMP = crop((x, y) -> 2 * x);

    private interface Grey {
        int at(int x, int y);
    }

    @ParameterizedTest
    @EnumSource(PictureFault.class)
    void theSamePictureAndSeedGiveTheSameAndTheOriginalStays(PictureFault fault) {
        byte[] before = RAMP.rgb().clone();
        Degradation degradation = new Degradation(fault, fault == PictureFault.COMPRESSION ? 5 : 2);

        byte[] once = degradation.of(RAMP, FACE, 7).rgb();

        assertThat(once).isEqualTo(degradation.of(RAMP, FACE, 7).rgb()).isNotEqualTo(before);
        assertThat(RAMP.rgb()).isEqualTo(before);
    }

    @Test
    void noiseHasItsStandardDeviation() {
        assertThat(deviation(new Degradation(PictureFault.NOISE, 20).of(GREY, FACE, 1)))
                .isCloseTo(20, within(0.5));
    }

    @Test
    void blurSpreadsAnEdgeByItsWidth() {
        FaceCrop edge = crop((x, y) -> x < SIZE / 2 ? 0 : 200);

        FaceCrop blurred = new Degradation(PictureFault.BLUR, 3).of(edge, FACE, 1);

        // a Gaussian has 16% of its mass beyond one standard deviation
        assertThat(at(blurred, SIZE / 2 - 4, 56)).isCloseTo(24, within(4));
        assertThat(at(blurred, SIZE / 2 + 3, 56)).isCloseTo(176, within(4));
    }

    @Test
    void ditheringKeepsTheMeanWithItsFewLevels() {
        FaceCrop dithered = new Degradation(PictureFault.DITHER, 2).of(RAMP, FACE, 1);

        assertThat(levels(dithered)).containsExactlyInAnyOrder(0, 255);
        assertThat(mean(dithered)).isCloseTo(mean(RAMP), within(2.0));
    }

    @Test
    void posterisationHasEdgesWhereDitheringHasDots() {
        FaceCrop few = new Degradation(PictureFault.POSTERISATION, 4).of(RAMP, FACE, 1);

        assertThat(levels(few)).containsExactlyInAnyOrder(0, 85, 170, 255);
        assertThat(at(few, 10, 3)).isEqualTo(at(few, 10, 90)).isZero();
    }

    @Test
    void darknessTakesItsShareOfTheLight() {
        assertThat(mean(new Degradation(PictureFault.DARKNESS, 0.25).of(GREY, FACE, 1)))
                .isCloseTo(32, within(0.1));
    }

    @Test
    void pixelsAreSquaresOfTheirSide() {
        FaceCrop large = new Degradation(PictureFault.PIXELATION, 8).of(RAMP, FACE, 1);

        assertThat(levels(large)).hasSize(SIZE / 8);
        assertThat(at(large, 16, 0)).isEqualTo(at(large, 23, 7)).isNotEqualTo(at(large, 24, 0));
    }

    @Test
    void aSmallFaceHasTheDistanceBetweenTheEyesThatWasAsked() {
        // 35.24 pixels between the eyes, to a tenth: 11 pixels are left of 112
        FaceCrop small = new Degradation(PictureFault.SMALLNESS, 3.524).of(checks(), FACE, 1);

        assertThat(deviation(small)).isLessThan(10);
    }

    @Test
    void coversHideWhatTheySayAndNothingElse() {
        FaceCrop mouth = new Degradation(PictureFault.COVERED_MOUTH, 1).of(RAMP, FACE, 2);
        FaceCrop eyes = new Degradation(PictureFault.COVERED_EYES, 1).of(RAMP, FACE, 2);

        assertThat(at(mouth, 42, 92)).isEqualTo(at(mouth, 71, 92)).isNotEqualTo(2 * 71);
        assertThat(at(mouth, 74, 52)).isEqualTo(2 * 74);
        assertThat(at(eyes, 38, 52)).isEqualTo(at(eyes, 74, 52));
        assertThat(at(eyes, 56, 92)).isEqualTo(2 * 56);
    }

    @Test
    void aStrengthIsAboveZero() {
        assertThatThrownBy(() -> new Degradation(PictureFault.NOISE, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FaceCrop checks() {
        return crop((x, y) -> (x + y) % 2 == 0 ? 0 : 255);
    }

    private static FaceCrop crop(Grey grey) {
        byte[] rgb = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) grey.at(i / 3 % SIZE, i / 3 / SIZE);
        }
        return new FaceCrop(SIZE, rgb);
    }

    private static int at(FaceCrop crop, int x, int y) {
        return Byte.toUnsignedInt(crop.rgb()[3 * (y * SIZE + x)]);
    }

    private static Set<Integer> levels(FaceCrop crop) {
        Set<Integer> levels = new HashSet<>();
        for (byte value : crop.rgb()) {
            levels.add(Byte.toUnsignedInt(value));
        }
        return levels;
    }

    private static double mean(FaceCrop crop) {
        double sum = 0;
        for (byte value : crop.rgb()) {
            sum += Byte.toUnsignedInt(value);
        }
        return sum / crop.rgb().length;
    }

    private static double deviation(FaceCrop crop) {
        double mean = mean(crop);
        double squares = 0;
        for (byte value : crop.rgb()) {
            squares += Math.pow(Byte.toUnsignedInt(value) - mean, 2);
        }
        return Math.sqrt(squares / crop.rgb().length);
    }
}
