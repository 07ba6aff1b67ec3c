package io.facegate.training.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.weights.onnx.SlidingWindow.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {

    @ParameterizedTest
    @CsvSource({
        // input, kernel, stride, dilation, before, after: places
        "9, 3, 1, 1, 0, 0, 7",
        "9, 3, 2, 1, 0, 0, 4",
        "9, 3, 2, 1, 1, 1, 5",
        "9, 3, 1, 2, 0, 0, 5",
        "9, 9, 1, 1, 0, 0, 1",
        "10, 2, 2, 1, 0, 1, 5"
    })
    void countsThePlacesOfAKernel(int input, int kernel, int stride, int dilation, int before, int after, int places) {
        assertThat(new Side(input, kernel, stride, dilation, before, after).output())
                .isEqualTo(places);
    }

    @ParameterizedTest
    @CsvSource({"9, 3, 1", "9, 3, 2", "10, 3, 2", "7, 5, 3", "112, 3, 2", "6, 2, 2", "5, 1, 2"})
    void samePaddingGivesAPlaceForEveryStride(int input, int kernel, int stride) {
        Side same = new Side(input, kernel, stride, 1, 0, 0).same();

        assertThat(same.output()).isEqualTo((input + stride - 1) / stride);
        assertThat(same.padEnd() - same.padBegin())
                .as("the odd cell comes last")
                .isBetween(0, 1);
    }

    @Test
    void roundedUpNoCellIsLeftOut() {
        Side rounded = new Side(10, 3, 3, 1, 0, 0).roundedUp();

        assertThat(rounded.output()).isEqualTo(4);
        assertThat(rounded.padEnd()).isEqualTo(2);
    }

    /** A window of nothing but padding is none, by the standard and by ONNX Runtime. */
    @Test
    void noWindowLiesInThePaddingAlone() {
        Side rounded = new Side(4, 1, 3, 1, 0, 2).roundedUp();

        assertThat((rounded.output() - 1) * rounded.stride()).isLessThan(4);
    }

    @Test
    void whatFitsIsNotRounded() {
        Side exact = new Side(9, 3, 3, 1, 0, 0);

        assertThat(exact.roundedUp()).isEqualTo(exact);
    }

    @Test
    void tensorFlowIsToldOfEveryAxis() {
        SlidingWindow window = new SlidingWindow(new Side(9, 3, 2, 1, 1, 0), new Side(7, 3, 1, 2, 0, 3));

        assertThat(window.strides()).isEqualTo(List.of(1L, 2L, 1L, 1L));
        assertThat(window.dilations()).isEqualTo(List.of(1L, 1L, 2L, 1L));
        assertThat(window.paddings()).isDeepEqualTo(new int[][] {{0, 0}, {1, 0}, {0, 3}, {0, 0}});
        assertThat(window.isPadded()).isTrue();
        assertThat(window.isDilated()).isTrue();
        assertThat(window.isSame()).isFalse();
    }

    @Test
    void paddingAsTensorFlowPadsByItselfIsRecognised() {
        SlidingWindow window = new SlidingWindow(new Side(9, 3, 1, 1, 1, 1), new Side(8, 3, 2, 1, 0, 1));

        assertThat(window.isSame()).isTrue();
    }
}
