package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.landmark.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropGeometryTest {
    @Test
    void theUsualCropsHaveARimAroundThatOfArcFace() {
        assertThat(CropGeometry.DEFAULT.cropSize()).isEqualTo(128);
        assertThat(CropGeometry.DEFAULT.faceTemplate().cropSize()).isEqualTo(112);
        assertThat(CropGeometry.DEFAULT.cropTemplate().cropSize()).isEqualTo(128);
    }

    @Test
    void allLandmarksMoveByTheRim() {
        CropGeometry geometry = new CropGeometry(64, 10);
        List<Point> face = geometry.faceTemplate().landmarks().points();
        List<Point> crop = geometry.cropTemplate().landmarks().points();

        assertThat(crop).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(crop.get(i).x() - face.get(i).x()).isCloseTo(10, within(1e-5f));
            assertThat(crop.get(i).y() - face.get(i).y()).isCloseTo(10, within(1e-5f));
        }
    }

    @Test
    void withoutARimBothAreTheSame() {
        CropGeometry geometry = new CropGeometry(112, 0);

        assertThat(geometry.cropTemplate()).isEqualTo(geometry.faceTemplate());
    }

    @ParameterizedTest
    @CsvSource({
        "31, 0, faceSize (31) must be between 32 and 512",
        "513, 0, faceSize (513) must be between 32 and 512",
        "112, -1, rim (-1) must be between 0 and half of faceSize (112)",
        "112, 57, rim (57) must be between 0 and half of faceSize (112)"
    })
    void absurdSizesAreRefused(int faceSize, int rim, String problem) {
        assertThatThrownBy(() -> new CropGeometry(faceSize, rim))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }
}
