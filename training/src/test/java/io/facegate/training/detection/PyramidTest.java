package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class PyramidTest {
    private static final int LEVELS = 10;

    private record Drawn(Values canvas, List<float[]> places, List<float[]> scales) {
        /** Levels that the picture needs. */
        List<float[]> needed() {
            return places.stream().filter(place -> place[2] > place[0]).toList();
        }

        float pixel(int x, int y, int channel) {
            return canvas.data()[(int) ((y * canvas.shape()[2] + x) * 3 + channel)];
        }
    }

    private static Drawn drawn(int width, int height, byte[] pixels, float minimumFace, float factor) {
        List<Values> found = Values.all(tf -> {
            Pyramid pyramid = of(tf, Values.picture(tf, width, height, pixels), minimumFace, factor);
            return List.of(pyramid.canvas(), pyramid.places(), pyramid.scales());
        });
        return new Drawn(found.get(0), found.get(1).rows(), found.get(2).rows());
    }

    private static Pyramid of(Ops tf, Operand<TUint8> picture, float minimumFace, float factor) {
        return Pyramid.of(tf, picture, tf.constant(minimumFace), tf.constant(factor), LEVELS);
    }

    private static byte[] noise(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        new Random(5).nextBytes(pixels);
        return pixels;
    }

    @Test
    void theSmallestFaceFillsAWindowOfTheFirstLevel() {
        Drawn drawn = drawn(120, 90, noise(120, 90), 24, 0.5f);

        assertThat(drawn.scales().get(0)).containsExactly(new float[] {0.5f, 0.5f}, within(1e-6f));
        assertThat(drawn.places().get(0)).containsExactly(0, 0, 60, 45);
    }

    @ParameterizedTest
    @CsvSource({
        // shorter side times 12 / 24, halved as long as a window fits
        "120, 90, 24, 0.5, 2",
        "90, 120, 24, 0.5, 2",
        "24, 24, 24, 0.5, 1",
        "23, 200, 24, 0.5, 0",
        "240, 240, 12, 0.5, 5",
        "240, 240, 12, 0.709, 9"
    })
    void thereAreAsManyLevelsAsAWindowFitsInto(int width, int height, float minimumFace, float factor, int levels) {
        assertThat(drawn(width, height, noise(width, height), minimumFace, factor)
                        .needed())
                .hasSize(levels);
    }

    @Test
    void fromLevelToLevelPicturesShrinkByTheFactor() {
        Drawn drawn = drawn(300, 200, noise(300, 200), 20, 0.7f);

        List<float[]> needed = drawn.needed();
        assertThat(needed).hasSizeGreaterThan(5);
        for (int level = 0; level < needed.size(); level++) {
            double scale = 0.6 * Math.pow(0.7, level);
            float[] place = needed.get(level);
            assertThat(place[2] - place[0]).isEqualTo(Math.round(300 * scale));
            assertThat(place[3] - place[1]).isEqualTo(Math.round(200 * scale));
            assertThat(drawn.scales().get(level)[0])
                    .as("by which boxes come back into the picture: that of whole pixels")
                    .isEqualTo((place[2] - place[0]) / 300, within(1e-6f));
        }
    }

    @Test
    void levelsLieOnTheCanvasAndNotOverEachOther() {
        Drawn drawn = drawn(333, 217, noise(333, 217), 14, 0.709f);

        List<float[]> needed = drawn.needed();
        for (int level = 0; level < needed.size(); level++) {
            float[] place = needed.get(level);
            assertThat(place[2]).isLessThanOrEqualTo(drawn.canvas().shape()[2]);
            assertThat(place[3]).isLessThanOrEqualTo(drawn.canvas().shape()[1]);
            for (float[] other : needed.subList(level + 1, needed.size())) {
                boolean apart =
                        place[2] <= other[0] || other[2] <= place[0] || place[3] <= other[1] || other[3] <= place[1];
                assertThat(apart).isTrue();
            }
        }
    }

    @Test
    void theFirstLevelIsThePictureItselfWhereFacesOfAWindowAreWanted() {
        byte[] pixels = noise(40, 30);
        Drawn drawn = drawn(40, 30, pixels, 12, 0.5f);

        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                float value = pixels[(y * 40 + x) * 3 + 1] & 0xff;
                assertThat(drawn.pixel(x, y, 1)).isEqualTo((value - 127.5f) / 128, within(1e-5f));
            }
        }
    }

    @Test
    void aPixelOfASmallerLevelIsTheMeanOfThoseThatItStandsFor() {
        byte[] pixels = noise(48, 48);
        Drawn drawn = drawn(48, 48, pixels, 12, 0.5f);

        float[] second = drawn.needed().get(1);
        assertThat(second[2] - second[0]).isEqualTo(24);
        float sum = 0;
        for (int[] at : new int[][] {{10, 6}, {11, 6}, {10, 7}, {11, 7}}) {
            sum += pixels[(at[1] * 48 + at[0]) * 3] & 0xff;
        }
        assertThat(drawn.pixel((int) second[0] + 5, (int) second[1] + 3, 0))
                .isEqualTo((sum / 4 - 127.5f) / 128, within(1e-4f));
    }

    /** A band after the other is as good as all at once. */
    @Test
    void noWindowIsLostBetweenTheBands() {
        ProposalNetwork network = new ProposalNetwork(new BrightFaces(1));
        List<Values> both = Values.all(tf -> {
            Pyramid pyramid = of(tf, Values.picture(tf, 150, 110, noise(150, 110)), 20, 0.709f);
            List<Operand<TFloat32>> outputs = new ArrayList<>();
            for (ProposalNetwork.Output output :
                    List.of(pyramid.propose(tf, network), network.apply(tf, pyramid.canvas()))) {
                outputs.add(output.logits());
            }
            outputs.add(pyramid.places());
            return outputs;
        });

        Values banded = both.get(0);
        Values whole = both.get(1);
        assertThat(banded.shape()).isEqualTo(whole.shape());
        // what lies between the levels is whatever was in memory, NaN perhaps
        for (float[] place : both.get(2).rows()) {
            for (int row = (int) place[1] / 2; row * 2 + 12 <= place[3]; row++) {
                for (int column = (int) place[0] / 2; column * 2 + 12 <= place[2]; column++) {
                    int at = (int) ((row * whole.shape()[2] + column) * 2 + 1);
                    assertThat(banded.data()[at]).isEqualTo(whole.data()[at], within(1e-6f));
                }
            }
        }
    }
}
