package io.facegate.training.weights;

import io.facegate.vision.model.Licence;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The published weights of MTCNN, {@code det1.npy} to {@code det3.npy} of <a
 * href="https://github.com/davidsandberg/facenet/tree/master/src/align">facenet</a>, under the parameter names of the
 * networks of {@link io.facegate.training.detection}.
 *
 * <p>They were trained in a system whose pictures are stored column by column, so they expect x and y swapped. Swapping
 * the axes of every kernel, and of the picture places that the first dense layer reads, gives networks for upright
 * pictures with the same output.
 *
 * @param proposal P-Net
 * @param refinement R-Net
 * @param output O-Net
 */
public record PublishedMtcnn(
        Map<String, WeightArray> proposal, Map<String, WeightArray> refinement, Map<String, WeightArray> output) {

    public static final List<String> FILES = List.of("det1.npy", "det2.npy", "det3.npy");

    /** What the project is called that published them. */
    public static final String NAME = "davidsandberg/facenet";

    public static final Licence LICENCE =
            new Licence("MIT (%s)".formatted(NAME), "WIDER FACE and CelebA, for research");

    public PublishedMtcnn {
        proposal = Map.copyOf(proposal);
        refinement = Map.copyOf(refinement);
        output = Map.copyOf(output);
    }

    /**
     * @throws WeightsException if a file is missing or something else
     */
    public static PublishedMtcnn read(Path folder) {
        return new PublishedMtcnn(
                new Layers(folder.resolve(FILES.get(0)))
                        .convolution("conv1", "conv1", 3, 3, 10)
                        .slopes("PReLU1", "conv1", 10)
                        .convolution("conv2", "conv2", 3, 10, 16)
                        .slopes("PReLU2", "conv2", 16)
                        .convolution("conv3", "conv3", 3, 16, 32)
                        .slopes("PReLU3", "conv3", 32)
                        .convolution("conv4-1", "face", 1, 32, 2)
                        .convolution("conv4-2", "box", 1, 32, 4)
                        .parameters,
                new Layers(folder.resolve(FILES.get(1)))
                        .convolution("conv1", "conv1", 3, 3, 28)
                        .slopes("prelu1", "conv1", 28)
                        .convolution("conv2", "conv2", 3, 28, 48)
                        .slopes("prelu2", "conv2", 48)
                        .convolution("conv3", "conv3", 2, 48, 64)
                        .slopes("prelu3", "conv3", 64)
                        .denseOverPicture("conv4", "dense", 3, 64, 128)
                        .slopes("prelu4", "dense", 128)
                        .dense("conv5-1", "face", 128, 2)
                        .dense("conv5-2", "box", 128, 4)
                        .parameters,
                new Layers(folder.resolve(FILES.get(2)))
                        .convolution("conv1", "conv1", 3, 3, 32)
                        .slopes("prelu1", "conv1", 32)
                        .convolution("conv2", "conv2", 3, 32, 64)
                        .slopes("prelu2", "conv2", 64)
                        .convolution("conv3", "conv3", 3, 64, 64)
                        .slopes("prelu3", "conv3", 64)
                        .convolution("conv4", "conv4", 2, 64, 128)
                        .slopes("prelu4", "conv4", 128)
                        .denseOverPicture("conv5", "dense", 3, 128, 256)
                        .slopes("prelu5", "dense", 256)
                        .dense("conv6-1", "face", 256, 2)
                        .dense("conv6-2", "box", 256, 4)
                        .dense("conv6-3", "landmarks", 256, 10)
                        .parameters);
    }

    private static final class Layers {
        private final NumpyDictionary file;
        private final Map<String, WeightArray> parameters = new HashMap<>();

        Layers(Path file) {
            this.file = NumpyDictionary.read(file);
        }

        Layers convolution(String published, String name, int side, int in, int out) {
            parameters.put(
                    name + "/kernel",
                    file.array(published, "weights", side, side, in, out).transpose(1, 0, 2, 3));
            return biases(published, name, out);
        }

        Layers denseOverPicture(String published, String name, int side, int in, int out) {
            int inputs = side * side * in;
            WeightArray matrix = file.array(published, "weights", inputs, out)
                    .reshape(side, side, in, out)
                    .transpose(1, 0, 2, 3)
                    .reshape(inputs, out);
            parameters.put(name + "/kernel", matrix);
            return biases(published, name, out);
        }

        Layers dense(String published, String name, int in, int out) {
            parameters.put(name + "/kernel", file.array(published, "weights", in, out));
            return biases(published, name, out);
        }

        Layers slopes(String published, String name, int channels) {
            parameters.put(name + "/slope", file.array(published, "alpha", channels));
            return this;
        }

        private Layers biases(String published, String name, int out) {
            parameters.put(name + "/bias", file.array(published, "biases", out));
            return this;
        }
    }
}
