package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceCropsTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final float BLACK = -127.5f / 128;

    private record Cut(List<float[]> boxes, Values pixels) {
        float pixel(int crop, int x, int y, int channel) {
            int side = (int) pixels.shape()[1];
            return pixels.data()[((crop * side + y) * side + x) * 3 + channel];
        }
    }

    private static Cut cut(byte[] picture, int width, int height, int side, float[]... squares) {
        List<Values> found = Values.all(tf -> {
            FaceCrops.Crops crops = new FaceCrops(tf, Values.picture(tf, width, height, picture))
                    .crop(new Boxes(tf, tf.constant(squares)), side);
            return List.of(crops.boxes().rows(), crops.pixels());
        });
        return new Cut(found.get(0).rows(), found.get(1));
    }

    private static byte[] noise() {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        new Random(11).nextBytes(pixels);
        return pixels;
    }

    private static float normalised(byte value) {
        return ((value & 0xff) - 127.5f) / 128;
    }

    @Test
    void aBoxOfTheCropsSizeIsCopiedPixelByPixel() {
        byte[] picture = noise();

        Cut cut = cut(picture, WIDTH, HEIGHT, 24, new float[] {10, 7, 34, 31});

        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 24; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    byte expected = picture[((y + 7) * WIDTH + x + 10) * 3 + channel];
                    assertThat(cut.pixel(0, x, y, channel)).isEqualTo(normalised(expected), within(2e-3f));
                }
            }
        }
    }

    @Test
    void whatLiesBeyondThePictureIsBlack() {
        byte[] white = new byte[WIDTH * HEIGHT * 3];
        java.util.Arrays.fill(white, (byte) 255);

        Cut cut = cut(white, WIDTH, HEIGHT, 24, new float[] {-12, 20, 12, 44}, new float[] {200, 200, 224, 224});

        assertThat(cut.pixel(0, 0, 5, 0)).isEqualTo(BLACK, within(1e-5f));
        assertThat(cut.pixel(0, 20, 5, 0)).isEqualTo(normalised((byte) 255), within(1e-5f));
        for (int x = 0; x < 24; x++) {
            assertThat(cut.pixel(1, x, x, 2)).isEqualTo(BLACK, within(1e-5f));
        }
    }

    @Test
    void aBlankCropComesLast() {
        Cut cut = cut(noise(), WIDTH, HEIGHT, 24, new float[] {0, 0, 20, 20}, new float[] {5, 5, 40, 40});

        assertThat(cut.pixels().shape()).containsExactly(3, 24, 24, 3);
        assertThat(cut.pixels().rows().get(2)).containsOnly(BLACK);
    }

    @Test
    void ofNoBoxesThereIsTheBlankCropAlone() {
        List<Values> found = Values.all(tf -> {
            FaceCrops.Crops crops = new FaceCrops(tf, Values.picture(tf, WIDTH, HEIGHT, noise()))
                    .crop(
                            new Boxes(
                                    tf, tf.zeros(tf.constant(new long[] {0, 4}), org.tensorflow.types.TFloat32.class)),
                            24);
            return List.of(crops.boxes().rows(), crops.pixels());
        });

        assertThat(found.get(0).shape()).containsExactly(0, 4);
        assertThat(found.get(1).shape()).containsExactly(1, 24, 24, 3);
    }

    /** They are sampled in groups of like size. */
    @Test
    void boxesAreInTheOrderOfTheirCrops() {
        byte[] halves = new byte[1024 * 1024 * 3];
        java.util.Arrays.fill(halves, halves.length / 2, halves.length, (byte) 255);
        float[] large = {0, 0, 480, 480};
        float[] small = {0, 600, 30, 630};
        float[] larger = {100, 530, 560, 990};

        Cut cut = cut(halves, 1024, 1024, 24, large, small, larger);

        assertThat(cut.boxes()).containsExactlyInAnyOrder(large, small, larger);
        for (int crop = 0; crop < 3; crop++) {
            boolean lower = cut.boxes().get(crop)[1] > 512;
            assertThat(cut.pixel(crop, 12, 12, 0) > 0).as("bright").isEqualTo(lower);
        }
    }

    @Test
    void eachCropSaysWhichBoxItIsOf() {
        float[][] boxes = {{0, 0, 200, 200}, {0, 10, 20, 30}, {50, 60, 150, 160}, {1, 1, 31, 31}};
        List<Values> found = Values.all(tf -> {
            FaceCrops.Crops crops = new FaceCrops(tf, Values.picture(tf, WIDTH, HEIGHT, noise()))
                    .crop(new Boxes(tf, tf.constant(boxes)), 24);
            return List.of(crops.boxes().rows(), tf.gather(tf.constant(boxes), crops.order(), tf.constant(0)));
        });

        assertThat(found.get(0).data()).isEqualTo(found.get(1).data());
    }

    /** However large the box, whatever its group: a fine chequerboard is grey from afar, where single samples would be black or white. */
    @ParameterizedTest
    @ValueSource(ints = {96, 190, 380, 760})
    void noPixelOfALargeBoxIsSkipped(int box) {
        int size = 800;
        byte[] chequered = new byte[size * size * 3];
        for (int i = 0; i < size * size; i++) {
            byte value = (byte) ((i / size + i % size) % 2 == 0 ? 255 : 0);
            chequered[3 * i] = value;
            chequered[3 * i + 1] = value;
            chequered[3 * i + 2] = value;
        }

        Cut cut = cut(chequered, size, size, 24, new float[] {8, 8, 8 + box, 8 + box});

        for (int x = 1; x < 23; x++) {
            for (int y = 1; y < 23; y++) {
                assertThat(cut.pixel(0, x, y, 1)).as("at %d, %d", x, y).isEqualTo(0, within(0.15f));
            }
        }
    }

    @Test
    void aGradientKeepsItsPlaceInEveryGroup() {
        int size = 512;
        byte[] gradient = new byte[size * size * 3];
        for (int i = 0; i < size * size; i++) {
            gradient[3 * i] = (byte) (i % size / 2);
        }
        for (int box : new int[] {24, 60, 150, 300, 500}) {
            Cut cut = cut(gradient, size, size, 24, new float[] {4, 4, 4 + box, 4 + box});

            for (int x : new int[] {1, 12, 22}) {
                float place = 4 + (x + 0.5f) * box / 24;
                assertThat(cut.pixel(0, x, 12, 0) * 128 + 127.5f)
                        .as("%d of a box of %d", x, box)
                        .isEqualTo(place / 2, within(1.3f));
            }
        }
    }
}
