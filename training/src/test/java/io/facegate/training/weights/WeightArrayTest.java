package io.facegate.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightArrayTest {
    private static WeightArray counted(int... shape) {
        float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new WeightArray(shape, values);
    }

    private static float at(WeightArray array, int... place) {
        int index = 0;
        for (int axis = 0; axis < place.length; axis++) {
            index = index * array.shape()[axis] + place[axis];
        }
        return array.values()[index];
    }

    @Test
    void aTransposedMatrixHasItsColumnsAsRows() {
        WeightArray turned = counted(2, 3).transpose(1, 0);

        assertThat(turned.shape()).containsExactly(3, 2);
        assertThat(turned.values()).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void everyValueGoesWhereItsAxesGo() {
        WeightArray array = counted(2, 3, 4, 5);

        WeightArray turned = array.transpose(2, 0, 3, 1);

        assertThat(turned.shape()).containsExactly(4, 2, 5, 3);
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 4; c++) {
                    for (int d = 0; d < 5; d++) {
                        assertThat(at(turned, c, a, d, b)).isEqualTo(at(array, a, b, c, d));
                    }
                }
            }
        }
    }

    @Test
    void transposingBackGivesTheSame() {
        WeightArray array = counted(2, 3, 4);

        WeightArray back = array.transpose(2, 0, 1).transpose(1, 2, 0);

        assertThat(back.shape()).isEqualTo(array.shape());
        assertThat(back.values()).isEqualTo(array.values());
    }

    @Test
    void axesOfOneAndNoAxesAtAllAreFine() {
        assertThat(counted(1, 4, 1).transpose(2, 1, 0).values()).containsExactly(0, 1, 2, 3);
        assertThat(new WeightArray(new int[0], new float[] {7}).transpose().values())
                .containsExactly(7);
        assertThat(counted(0, 3).transpose(1, 0).shape()).containsExactly(3, 0);
    }

    @Test
    void reshapingKeepsTheOrder() {
        WeightArray reshaped = counted(2, 6).reshape(3, 4);

        assertThat(reshaped.shape()).containsExactly(3, 4);
        assertThat(at(reshaped, 1, 0)).isEqualTo(4);
    }

    @Test
    void aShapeThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> counted(2, 6).reshape(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape ([5]) must have as many places as there are values (12)");
        assertThatThrownBy(() -> new WeightArray(new int[] {1 << 20, 1 << 20}, new float[1]))
                .as("more places than can be counted")
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theShapeCantBeChangedFromOutside() {
        WeightArray array = counted(2, 3);
        array.shape()[0] = 99;

        assertThat(array.shape()).containsExactly(2, 3);
    }
}
