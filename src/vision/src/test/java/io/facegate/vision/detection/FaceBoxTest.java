package io.facegate.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FaceBoxTest {
    private static final FaceBox BOX = new FaceBox(10, 20, 30, 60);

    @Test
    void itKnowsItsSize() {
        assertThat(BOX.width()).isEqualTo(20);
        assertThat(BOX.height()).isEqualTo(40);
        assertThat(BOX.area()).isEqualTo(800);
    }

    @Test
    void overlapIsIntersectionOverUnion() {
        assertThat(BOX.overlap(BOX)).isEqualTo(1);
        assertThat(BOX.overlap(new FaceBox(20, 20, 40, 60))).isCloseTo(1 / 3f, within(1e-6f));
        assertThat(BOX.overlap(new FaceBox(15, 30, 25, 40))).isCloseTo(100 / 800f, within(1e-6f));
        assertThat(new FaceBox(15, 30, 25, 40).overlap(BOX)).isCloseTo(100 / 800f, within(1e-6f));
    }

    @Test
    void boxesThatOnlyTouchDoNotOverlap() {
        assertThat(BOX.overlap(new FaceBox(30, 20, 50, 60))).isZero();
        assertThat(BOX.overlap(new FaceBox(100, 100, 110, 110))).isZero();
    }

    @Test
    void itMayReachBeyondThePicture() {
        assertThat(new FaceBox(-5, -5, 5, 5).area()).isEqualTo(100);
    }

    @Test
    void anEmptyOrUndefinedBoxIsRefused() {
        assertThatThrownBy(() -> new FaceBox(10, 0, 10, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("left (10.0) must be less than right (10.0)");
        assertThatThrownBy(() -> new FaceBox(0, 6, 10, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FaceBox(Float.NaN, 0, 10, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
