package io.facegate.training.weights;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.SharedData;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyDictionaryTest {
    @Test
    void readsTheValuesThatNumpyReads() {
        NumpyDictionary file = NumpyDictionary.read(SharedData.path("models/mtcnn/det1.npy"));

        WeightArray kernel = file.array("conv1", "weights", 3, 3, 3, 10);
        assertThat(at(kernel, 0, 1, 2, 3)).isEqualTo(-0.35845998f);
        assertThat(at(kernel, 2, 0, 1, 9)).isEqualTo(0.55821514f);
        assertThat(file.array("PReLU3", "alpha", 32).values()[7]).isEqualTo(0.054609817f);
    }

    /** Such arrays keep their first axis together; numpy writes transposed matrices so. */
    @Test
    void readsArraysInFortranOrder() {
        NumpyDictionary file = NumpyDictionary.read(SharedData.path("models/mtcnn/det1.npy"));

        WeightArray kernel = file.array("conv4-2", "weights", 1, 1, 32, 4);
        assertThat(at(kernel, 0, 0, 5, 1)).isEqualTo(0.0017921039f);
        assertThat(at(kernel, 0, 0, 31, 3)).isEqualTo(0.018483736f);
    }

    @Test
    void publishedNetworksAreTurnedToUprightPictures() {
        PublishedMtcnn weights = PublishedMtcnn.read(SharedData.path("models/mtcnn"));

        WeightArray kernel = requireNonNull(weights.proposal().get("conv1/kernel"));
        assertThat(at(kernel, 1, 0, 2, 3)).isEqualTo(-0.35845998f);
        // [y, x, channel] of the last feature map, where the file has [x, y, channel]
        WeightArray dense =
                requireNonNull(weights.refinement().get("dense/kernel")).reshape(3, 3, 64, 128);
        assertThat(at(dense, 1, 2, 5, 77)).isEqualTo(-0.022118503f);
        assertThat(at(dense, 2, 1, 5, 77)).isEqualTo(-0.018056171f);
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> PublishedMtcnn.read(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(folder.resolve("det1.npy").toString())
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void theWrongNetworksFileIsRefused(@TempDir Path folder) throws IOException {
        for (String file : PublishedMtcnn.FILES) {
            Files.copy(SharedData.path("models/mtcnn/det1.npy"), folder.resolve(file));
        }

        assertThatThrownBy(() -> PublishedMtcnn.read(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("det2.npy")
                .hasMessageContaining("[3, 3, 3, 10] where [3, 3, 3, 28] is expected");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 50, 100, 5_000, 27_000})
    void aTruncatedFileIsRefused(int length, @TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.path("models/mtcnn/det1.npy"));

        assertRefused(folder, Arrays.copyOf(whole, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>Not Found</body></html>",
                // an array of numbers, not of objects
                "\u0093NUMPY\u0001\u0000F\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }             \n01234567",
                // a pickled number: K, 7, STOP
                "\u0093NUMPY\u0001\u0000F\u0000{'descr': '|O', 'fortran_order': False, 'shape': (), }               \n\u0080\u0002K\u0007."
            })
    void somethingElseIsRefused(String content, @TempDir Path folder) throws IOException {
        assertRefused(folder, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"numpy.core.multiarray", "numpy._core.multiarray"})
    void filesOfOldAndNewVersionsOfNumpyAreRead(String module, @TempDir Path folder) throws IOException {
        for (int version : new int[] {1, 2}) {
            Path file = new NumpyFile()
                    .module(module)
                    .begin()
                    .beginDictionary()
                    .key("conv")
                    .beginDictionary()
                    .key("weights")
                    .floats(new int[] {2, 2}, 1, 2, 3, 4)
                    .key("biases")
                    .floats(new int[] {1}, -0.5f)
                    .endDictionary()
                    .endDictionary()
                    .end()
                    .write(folder.resolve("any.npy"), version);

            NumpyDictionary read = NumpyDictionary.read(file);

            assertThat(read.array("conv", "weights", 2, 2).values()).containsExactly(1, 2, 3, 4);
            assertThat(read.array("conv", "biases", 1).values()).containsExactly(-0.5f);
        }
    }

    private static NumpyFile dictionary() {
        return new NumpyFile()
                .begin()
                .beginDictionary()
                .key("conv")
                .beginDictionary()
                .key("weights");
    }

    private static Path written(NumpyFile file, Path folder) throws IOException {
        return file.endDictionary().endDictionary().end().write(folder.resolve("any.npy"), 1);
    }

    @Test
    void bytesAreTakenInTheOrderThatTheFileNames(@TempDir Path folder) throws IOException {
        Path file = written(dictionary().floats(ByteOrder.BIG_ENDIAN, new int[] {3}, false, 1, 256, -3.5f), folder);

        assertThat(NumpyDictionary.read(file).array("conv", "weights", 3).values())
                .containsExactly(1, 256, -3.5f);
    }

    @Test
    void arraysWhoseFirstAxisIsFastestAreTurned(@TempDir Path folder) throws IOException {
        Path file =
                written(dictionary().floats(ByteOrder.LITTLE_ENDIAN, new int[] {2, 3}, true, 1, 4, 2, 5, 3, 6), folder);

        assertThat(NumpyDictionary.read(file).array("conv", "weights", 2, 3).values())
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void otherNumbersThanFloat32AreRefusedByTheirName(@TempDir Path folder) throws IOException {
        Path file = written(dictionary().raw("f8", '<', new int[] {1}, false, new byte[8]), folder);

        assertThatThrownBy(() -> NumpyDictionary.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("array elements (f8) must be float32");
    }

    @Test
    void anArrayWithLessThanItsShapeSaysIsRefused(@TempDir Path folder) throws IOException {
        Path file = written(dictionary().floats(new int[] {3}, 1, 2), folder);

        assertThatThrownBy(() -> NumpyDictionary.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("shape ([3]) must have as many places as there are values (2)");
    }

    @Test
    void whatIsNoDictionaryOfArraysIsRefused(@TempDir Path folder) throws IOException {
        Path notArrays = written(dictionary().none(), folder);
        assertThatThrownBy(() -> NumpyDictionary.read(notArrays))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("it holds something other than arrays of float32");

        Path two = new NumpyFile()
                .begin()
                .beginDictionary()
                .endDictionary()
                .beginDictionary()
                .endDictionary()
                .end()
                .write(folder.resolve("two.npy"), 1);
        assertThatThrownBy(() -> NumpyDictionary.read(two))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("it does not hold exactly one object");
    }

    @Test
    void aLayerThatIsMissingIsNamedWithThoseThatThereAre(@TempDir Path folder) throws IOException {
        NumpyDictionary file = NumpyDictionary.read(written(dictionary().floats(new int[] {1}, 1), folder));

        assertThatThrownBy(() -> file.array("conv2", "weights", 1))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("has no weights of layer conv2; it has [conv/weights]")
                .hasMessageContaining("Maybe it is another network's file.");
    }

    private static void assertRefused(Path folder, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("det1.npy"), content);

        assertThatThrownBy(() -> NumpyDictionary.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("\nMaybe ");
    }

    private static float at(WeightArray array, int... place) {
        int index = 0;
        for (int axis = 0; axis < place.length; axis++) {
            index = index * array.shape()[axis] + place[axis];
        }
        return array.values()[index];
    }
}
