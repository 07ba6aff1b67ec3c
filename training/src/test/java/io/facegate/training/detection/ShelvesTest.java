package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

class ShelvesTest {
    private record Packed(List<float[]> places, float width, float height) {}

    /** @param sizes height and width of each */
    private static Packed packed(int[]... sizes) {
        List<Values> found = Values.all(tf -> {
            Shelves shelves = new Shelves(tf, tf.constant(sizes), sizes.length);
            return List.<Operand<? extends TNumber>>of(tf.stack(shelves.places()), shelves.width(), shelves.height());
        });
        return new Packed(
                found.get(0).rows(), found.get(1).data()[0], found.get(2).data()[0]);
    }

    @Test
    void aLevelThatFitsStandsBesideTheOneBefore() {
        Packed packed = packed(new int[] {100, 80}, new int[] {70, 56}, new int[] {50, 20});

        assertThat(packed.width()).isEqualTo(80);
        assertThat(packed.places())
                .as("y and x; the third fits beside the second")
                .containsExactly(new float[] {0, 0}, new float[] {100, 0}, new float[] {100, 56});
    }

    @Test
    void theFirstOfAShelfDecidesItsHeight() {
        Packed packed = packed(new int[] {40, 60}, new int[] {30, 30}, new int[] {20, 30}, new int[] {10, 30});

        assertThat(packed.places())
                .containsExactly(new float[] {0, 0}, new float[] {40, 0}, new float[] {40, 30}, new float[] {70, 0});
    }

    @Test
    void everyLevelBeginsAtAnEvenPlace() {
        Packed packed = packed(new int[] {41, 99}, new int[] {29, 33}, new int[] {21, 25});

        assertThat(packed.places()).allSatisfy(place -> {
            assertThat(place[0] % 2).isZero();
            assertThat(place[1] % 2).isZero();
        });
        assertThat(packed.width()).as("of odd ones too").isEqualTo(100);
    }

    @Test
    void theCanvasHasWholeBandsAndAllThatStandsInIt() {
        for (int height : new int[] {1, 12, 19, 20, 43, 100, 1001}) {
            float canvas = packed(new int[] {height, 50}).height();

            assertThat((canvas - Pyramid.BAND_OVERLAP) % (ProposalNetwork.STRIDE * Pyramid.BANDS))
                    .as("of %d rows", height)
                    .isZero();
            assertThat(canvas).isBetween((float) height, height + 20f);
        }
    }

    @Test
    void whatIsNotNeededTakesNoRoom() {
        Packed with = packed(new int[] {40, 60}, new int[] {0, 0}, new int[] {0, 0});
        Packed without = packed(new int[] {40, 60});

        assertThat(with.height()).isEqualTo(without.height());
        assertThat(with.width()).isEqualTo(without.width());
    }

    @Test
    void aCanvasOfNothingStillHasRoomForAWindow() {
        Packed packed = packed(new int[] {0, 0});

        assertThat(packed.width()).isEqualTo(ProposalNetwork.WINDOW);
        assertThat(packed.height()).isGreaterThanOrEqualTo(ProposalNetwork.WINDOW);
    }
}
