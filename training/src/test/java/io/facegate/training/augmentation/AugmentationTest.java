package io.facegate.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.dataset.CropGeometry;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

class AugmentationTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 8);
    private static final int CROP = 48;
    private static final int FACE = 32;
    private static final int PICTURES = 16;

    @Test
    void withoutAnyChangeItIsTheMiddleOfTheCrop() {
        byte[] crops = noise();

        assertThat(apply(Augmentation.NONE, crops, 1)).isEqualTo(middle(crops));
    }

    @Test
    void mirrorsAboutHalfOfThePictures() {
        byte[] crops = noise();
        byte[] straight = middle(crops);

        byte[] changed = apply(new Augmentation(0, true, 0, 0, 0, 0, 0, 0), crops, 1);

        int mirrored = 0;
        for (int picture = 0; picture < PICTURES; picture++) {
            if (changed[index(picture, 5, 3, 1)] != straight[index(picture, 5, 3, 1)]) {
                mirrored++;
                for (int x = 0; x < FACE; x++) {
                    assertThat(changed[index(picture, 7, x, 2)])
                            .isEqualTo(straight[index(picture, 7, FACE - 1 - x, 2)]);
                }
            }
        }
        assertThat(mirrored).isBetween(3, PICTURES - 3);
    }

    @Test
    void theSeedDecidesWhatIsRandom() {
        Augmentation all = new Augmentation(0.5f, true, 10, 0.05f, 0.05f, 0.2f, 0.2f, 0.2f);
        byte[] crops = noise();

        assertThat(apply(all, crops, 1)).isEqualTo(apply(all, crops, 1)).isNotEqualTo(apply(all, crops, 2));
    }

    @Test
    void turnsWithinTheLargestAngleAroundTheMiddle() {
        // a bright spot ten pixels to the right of the middle
        byte[] crops = spot(CROP / 2 + 10, CROP / 2);

        byte[] changed = apply(new Augmentation(0, false, 30, 0, 0, 0, 0, 0), crops, 1);

        double largest = 0;
        for (int picture = 0; picture < PICTURES; picture++) {
            double[] centre = centroid(changed, picture);
            double x = centre[0] - FACE / 2.0;
            double y = centre[1] - FACE / 2.0;
            assertThat(Math.hypot(x, y)).isCloseTo(10, within(0.6));
            double angle = Math.toDegrees(Math.atan2(y, x));
            assertThat(Math.abs(angle)).isLessThan(32);
            largest = Math.max(largest, Math.abs(angle));
        }
        assertThat(largest).isGreaterThan(10);
    }

    @Test
    void movesWithinTheLargestShare() {
        byte[] crops = spot(CROP / 2, CROP / 2);

        byte[] changed = apply(new Augmentation(0.25f, false, 0, 0.1f, 0, 0, 0, 0), crops, 1);

        double largest = 0;
        for (int picture = 0; picture < PICTURES; picture++) {
            double[] centre = centroid(changed, picture);
            largest = Math.max(largest, Math.abs(centre[0] - FACE / 2.0));
        }
        // 0.1 of 32 pixels, and a quarter of a rim of 8
        assertThat(largest).isBetween(1.0, 5.3);
    }

    /** As the mean of what each pixel covers, which is what a network is validated with. */
    @Test
    void makesFacesSmallerWithoutAStepOfItsOwn() {
        byte[] crops = noise();
        byte[] whole = middle(crops);

        byte[] half = run(
                crops,
                FACE / 2,
                (tf, pictures) ->
                        Augmentation.NONE.apply(tf, pictures, GEOMETRY, FACE / 2, tf.constant(new long[] {1, 7})));

        for (int picture = 0; picture < PICTURES; picture++) {
            for (int at = 0; at < FACE / 2; at++) {
                int sum = 0;
                for (int cell = 0; cell < 4; cell++) {
                    sum += whole[index(picture, 2 * at + cell / 2, 4 + cell % 2, 1)] & 0xff;
                }
                int value = half[((picture * FACE / 2 + at) * FACE / 2 + 2) * 3 + 1] & 0xff;
                assertThat((double) value).isCloseTo(sum / 4.0, within(0.51));
            }
        }
    }

    @Test
    void changesSmallerFacesByTheSameShare() {
        Augmentation changes = new Augmentation(1, true, 20, 0.1f, 0.1f, 0, 0, 0);
        byte[] crops = spot(CROP / 2 + 8, CROP / 2 - 4);
        byte[] whole = apply(changes, crops, 3);

        byte[] half = run(
                crops,
                FACE / 2,
                (tf, pictures) -> changes.apply(tf, pictures, GEOMETRY, FACE / 2, tf.constant(new long[] {3, 7})));

        int compared = 0;
        for (int picture = 0; picture < PICTURES; picture++) {
            double[] place = centroid(whole, FACE, picture);
            double[] smaller = centroid(half, FACE / 2, picture);
            if (place[0] > 3 && place[0] < FACE - 3 && place[1] > 3 && place[1] < FACE - 3) {
                assertThat(smaller[0]).isCloseTo(place[0] / 2, within(0.3));
                assertThat(smaller[1]).isCloseTo(place[1] / 2, within(0.3));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(PICTURES / 2);
    }

    @Test
    void changesColoursButLeavesGreyGrey() {
        byte[] grey = new byte[PICTURES * CROP * CROP * 3];
        Arrays.fill(grey, (byte) 100);

        byte[] saturated = apply(new Augmentation(0, false, 0, 0, 0, 0, 0, 0.9f), grey, 1);
        byte[] brighter = apply(new Augmentation(0, false, 0, 0, 0, 0.2f, 0, 0), grey, 1);

        assertThat(saturated).containsOnly((byte) 100);
        assertThat(brighter[0]).isEqualTo(brighter[1]);
        boolean[] levels = new boolean[256];
        for (int picture = 0; picture < PICTURES; picture++) {
            int level = brighter[index(picture, 0, 0, 0)] & 0xff;
            assertThat(level).isBetween(49, 151);
            levels[level] = true;
        }
        assertThat(levels[100]).as("every picture at its own level").isFalse();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Augmentation(0, false, 0, 0, 0, 2, 0, 0)).hasMessageContaining("brightness");
        assertThatThrownBy(() -> new Augmentation(0, false, 0, 0, Float.NaN, 0, 0, 0))
                .hasMessageContaining("scale");
    }

    private static byte[] apply(Augmentation augmentation, byte[] crops, long seed) {
        return run(crops, (tf, pictures) -> {
            Operand<TInt64> seeds = tf.constant(new long[] {seed, 7});
            return augmentation.apply(tf, pictures, GEOMETRY, seeds);
        });
    }

    private static byte[] middle(byte[] crops) {
        return run(crops, (tf, pictures) -> Augmentation.middle(tf, pictures, GEOMETRY));
    }

    private static byte[] run(byte[] crops, BiFunction<Ops, Operand<TUint8>, Operand<TUint8>> change) {
        return run(crops, FACE, change);
    }

    private static byte[] run(byte[] crops, int side, BiFunction<Ops, Operand<TUint8>, Operand<TUint8>> change) {
        try (Graph graph = new Graph();
                TUint8 tensor = TUint8.tensorOf(Shape.of(PICTURES, CROP, CROP, 3), DataBuffers.of(crops))) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> changed = change.apply(tf, tf.constantOf(tensor));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(changed).run()) {
                byte[] bytes = new byte[PICTURES * side * side * 3];
                ((TUint8) result.get(0)).copyTo(DataBuffers.of(bytes, false, false));
                return bytes;
            }
        }
    }

    private static byte[] noise() {
        byte[] crops = new byte[PICTURES * CROP * CROP * 3];
        new Random(4).nextBytes(crops);
        return crops;
    }

    private static byte[] spot(int x, int y) {
        byte[] crops = new byte[PICTURES * CROP * CROP * 3];
        for (int picture = 0; picture < PICTURES; picture++) {
            for (int dy = -1; dy <= 0; dy++) {
                for (int dx = -1; dx <= 0; dx++) {
                    int pixel = (picture * CROP + y + dy) * CROP + x + dx;
                    Arrays.fill(crops, pixel * 3, pixel * 3 + 3, (byte) 255);
                }
            }
        }
        return crops;
    }

    /** In continuous coordinates. */
    private static double[] centroid(byte[] faces, int picture) {
        return centroid(faces, FACE, picture);
    }

    private static double[] centroid(byte[] faces, int side, int picture) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int value = faces[((picture * side + row) * side + column) * 3] & 0xff;
                sum += value;
                x += value * (column + 0.5);
                y += value * (row + 0.5);
            }
        }
        return new double[] {x / sum, y / sum};
    }

    private static int index(int picture, int row, int column, int channel) {
        return ((picture * FACE + row) * FACE + column) * 3 + channel;
    }
}
