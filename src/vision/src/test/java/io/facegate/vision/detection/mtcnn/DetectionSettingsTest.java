package io.facegate.vision.detection.mtcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionSettingsTest {
    private static final int LEVELS = 20;

    @ParameterizedTest
    @CsvSource({"16, 16", "800, 600", "4912, 7360", "6324, 6324", "16384, 2441", "16, 16384"})
    void byDefaultEveryAllowedPictureIsSearchedForFacesOf40Pixels(int width, int height) {
        assertThat(DetectionSettings.DEFAULT.minimumFaceIn(width, height, LEVELS))
                .isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"12, 4912, 7360", "20, 6000, 6000", "12, 16384, 2441"})
    void thePyramidNeverHasMorePixelsThanAllowed(float minimumFace, int width, int height) {
        DetectionSettings settings = DetectionSettings.DEFAULT.withMinimumFace(minimumFace);

        double scale = 12 / settings.minimumFaceIn(width, height, LEVELS);
        double pixels = 0;
        for (double level = scale; Math.min(width, height) * level >= 12; level *= settings.pyramidFactor()) {
            pixels += width * level * height * level;
        }

        assertThat(pixels).isBetween(0.9 * settings.maximumPyramidPixels(), 1.0 * settings.maximumPyramidPixels());
    }

    @Test
    void theSmallestFacesAreGivenUpWhereTheModelHasTooFewLevels() {
        DetectionSettings settings = new DetectionSettings(40, 0.9f, DetectionThresholds.DEFAULT, 8_000_000);

        float minimumFace = settings.minimumFaceIn(800, 600, LEVELS);

        assertThat(minimumFace).isGreaterThan(40);
        // the level after the last one would be smaller than a window
        assertThat(600 * 12 / minimumFace * Math.pow(0.9f, LEVELS)).isCloseTo(12, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 11.9f, -40, Float.NaN, Float.POSITIVE_INFINITY})
    void aMinimumFaceSmallerThanAWindowIsRefused(float minimumFace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DetectionSettings.DEFAULT.withMinimumFace(minimumFace))
                .withMessageContaining("minimumFace (" + minimumFace + ")");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1, 1.2f, -0.5f, Float.NaN})
    void aPyramidFactorThatDoesNotShrinkIsRefused(float factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectionSettings(40, factor, DetectionThresholds.DEFAULT, 1))
                .withMessageContaining("pyramidFactor (" + factor + ")");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1, -0.1f, Float.NaN})
    void aThresholdThatIsNoProbabilityIsRefused(float threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectionThresholds(0.6f, threshold, 0.8f))
                .withMessageContaining("refinement (" + threshold + ")");
    }

    @Test
    void aPyramidWithoutPixelsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectionSettings(40, 0.709f, DetectionThresholds.DEFAULT, 0))
                .withMessageContaining("maximumPyramidPixels (0)");
    }
}
