package io.facegate.training.weights;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.SharedData;
import java.io.IOException;
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
