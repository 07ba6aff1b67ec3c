package io.facegate.training.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.network.Preprocessing;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedderSettingsTest {
    private static EmbedderSettings named(String name) {
        return new EmbedderSettings(name, CropTemplate.ARCFACE112, Preprocessing.ARCFACE, null, Licence.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"face-mbf", "r50.v2", "0", "a23456789-123456789-123456789-123456789-12345678"})
    void aPlainNameIsTaken(String name) {
        assertThat(named(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-face",
                ".face",
                "Face",
                "face mbf",
                "../face",
                "a23456789-123456789-123456789-123456789-123456789"
            })
    void aNameThatCantBeginAnIdIsRefused(String name) {
        assertThatThrownBy(() -> named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name (%s) must be 1 to 48 of a-z, 0-9, '.' and '-'".formatted(name));
    }

    @Test
    void thePointsOfArcFaceAreForCropsOf112Pixels() {
        assertThat(CropTemplate.ARCFACE112.of(112)).isEqualTo(AlignmentTemplate.arcface(112));
        assertThat(CropTemplate.ARCFACE112.of(CropTemplate.ANY_SIZE)).isEqualTo(AlignmentTemplate.arcface(112));
        assertThatThrownBy(() -> CropTemplate.ARCFACE112.of(160))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is 160 pixels wide where template arcface112 makes 112")
                .hasMessageContaining("--template arcface");
    }

    @Test
    void orAreScaledToThoseThatTheModelTakes() {
        assertThat(CropTemplate.ARCFACE.of(160)).isEqualTo(AlignmentTemplate.arcface(160));
        assertThatThrownBy(() -> CropTemplate.ARCFACE.of(CropTemplate.ANY_SIZE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("may have any size, so template arcface has none to scale to");
        assertThatThrownBy(() -> CropTemplate.ARCFACE.of(1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("The model's input is no face crop");
    }
}
