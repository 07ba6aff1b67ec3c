package io.facegate.training.weights.onnx;

import static io.facegate.training.weights.onnx.OnnxModelBuilder.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {
    @TempDir
    private Path folder;

    private OnnxModel read(OnnxModelBuilder model) throws IOException {
        return OnnxModel.read(model.write(folder));
    }

    private static OnnxModelBuilder relu() {
        return input(-1, 3, 112, 112).node("Relu", List.of("x"), "y");
    }

    @Test
    void hasOneInputWhoseOpenSizesAreMinusOne() throws IOException {
        OnnxModel model = read(relu().random("w", 2));

        assertThat(model.input()).isEqualTo("x");
        assertThat(model.inputShape()).containsExactly(-1L, 3L, 112L, 112L);
        assertThat(model.opset()).isEqualTo(13);
        assertThat(model.initializer("w")).isNotNull();
        assertThat(model.initializer("v")).isNull();
    }

    /** Older exporters list their weights among the inputs. */
    @Test
    void aStoredTensorIsNoInput() throws IOException {
        OnnxModel model = read(relu().addInput("w", 2).random("w", 2));

        assertThat(model.input()).isEqualTo("x");
    }

    @Test
    void severalInputsAreNamed() {
        assertThatThrownBy(() -> read(relu().addInput("mask", -1, 1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has 2 inputs (x, mask) where an embedder has one: the face.");
    }

    @Test
    void theOnlyOutputNeedsNoName() throws IOException {
        assertThat(read(relu()).output(null)).isEqualTo("y");
        assertThat(read(relu()).output("y")).isEqualTo("y");
    }

    @Test
    void ofSeveralOutputsOneMustBeChosen() throws IOException {
        OnnxModel model = read(relu().output("y").output("z"));

        assertThat(model.output("z")).isEqualTo("z");
        assertThatThrownBy(() -> model.output(null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has the outputs y, z; one is needed")
                .hasMessageContaining("Maybe choose the embedding's with --output.");
        assertThatThrownBy(() -> model.output("w")).hasMessageContaining("'w' is not one of them");
    }

    @Test
    void operatorsOfBeforeBroadcastingAreTooOld() throws IOException {
        assertThat(read(relu().opset(7)).opset()).isEqualTo(7);
        assertThatThrownBy(() -> read(relu().opset(6)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is written for operator set 6; the oldest that is understood is 7")
                .hasMessageContaining("Maybe convert it with onnx.version_converter.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html></html>", "{\"model\": 1}", "\u0000\u0001\u0002", ""})
    void anotherFormatIsRefused(String content) throws IOException {
        Path file = Files.write(folder.resolve("other.onnx"), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> OnnxModel.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("other.onnx is not an ONNX model")
                .hasMessageContaining("Maybe it is another format, or damaged.");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(relu().random("w", 64, 64).write(folder));
        for (int part : new int[] {4, 3, 2}) {
            Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / part));

            assertThatThrownBy(() -> OnnxModel.read(cut)).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void aMissingFileIsMissing() {
        assertThatThrownBy(() -> OnnxModel.read(folder.resolve("gone.onnx"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anOutputThatNothingMakesIsNamed() {
        assertThatThrownBy(() -> Conversion.shape(relu().output("nowhere"), folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("No node of ")
                .hasMessageContaining("makes its output 'nowhere'");
    }
}
