package io.facegate.training.detection.distillation;

import io.facegate.training.detection.DetectorGraph;
import io.facegate.training.detection.LandmarkAnswers;
import io.facegate.training.detection.OutputNetwork;
import io.facegate.training.detection.ProposalNetwork;
import io.facegate.training.detection.RefinementNetwork;
import io.facegate.training.export.FrozenGraph;
import io.facegate.training.fit.Precision;
import io.facegate.training.network.Parameters;
import io.facegate.vision.model.ModelContract.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Says where the landmarks of a picture's surest face are, better than the published detector does: the answers of its
 * O-Net to {@value #LOOKS} crops that lie a little differently on the face, averaged. One answer alone moves with the
 * crop by 3% of the distance between the eyes.
 */
final class LandmarkTeacher implements AutoCloseable {
    private static final int LOOKS = 8;
    private static final float SHIFT = 0.1f;
    private static final float SCALING = 0.15f;

    /** Sure enough that it is a face. */
    private static final float SURE = 0.95f;

    /** Of the picture's shorter side: what is smaller is not whom the picture is of. */
    private static final float SMALLEST_FACE = 0.2f;

    private static final float PYRAMID_FACTOR = 0.709f;
    private static final float[] THRESHOLDS = {0.6f, 0.7f, SURE};

    private final Graph graph = new Graph();
    private final FrozenGraph detector;
    private final LandmarkAnswers answers;
    private final Session session;

    /** See {@link TaughtFace}. */
    record Answer(TaughtFace.Square square, List<Double> landmarks, List<Double> mirrored) {}

    /**
     * @param networks parameters of the teacher's
     */
    LandmarkTeacher(Map<Stage, Parameters> networks, int threads) {
        OutputNetwork output = new OutputNetwork(of(networks, Stage.OUTPUT));
        this.detector = DetectorGraph.build(
                graph,
                new ProposalNetwork(of(networks, Stage.PROPOSAL)),
                new RefinementNetwork(of(networks, Stage.REFINEMENT)),
                output);
        this.answers = LandmarkAnswers.add(
                graph, output, Objects.requireNonNull(detector.inputs().get(Detector.IMAGE)));
        this.session = new Session(graph, Precision.FLOAT32.session(threads));
    }

    private static Parameters of(Map<Stage, Parameters> networks, Stage stage) {
        return Objects.requireNonNull(networks.get(stage), () -> "There is no %s network".formatted(stage.label()));
    }

    /**
     * @param random where it looks
     * @return empty if there is no sure face
     */
    Optional<Answer> teach(Mat picture, Random random) {
        try (TUint8 pixels = pixels(picture)) {
            Optional<TaughtFace.Square> square = find(picture, pixels);
            return square.map(face -> ask(pixels, face, random));
        }
    }

    private static TUint8 pixels(Mat picture) {
        byte[] bytes = new byte[picture.rows() * picture.cols() * 3];
        new BytePointer(picture.data()).get(bytes);
        return TUint8.tensorOf(
                Shape.of(picture.rows(), picture.cols(), 3),
                tensor -> tensor.asRawTensor().data().write(bytes));
    }

    private Optional<TaughtFace.Square> find(Mat picture, TUint8 pixels) {
        float smallest = Math.max(RefinementNetwork.SIDE, SMALLEST_FACE * Math.min(picture.rows(), picture.cols()));
        try (TFloat32 minimum = TFloat32.scalarOf(smallest);
                TFloat32 factor = TFloat32.scalarOf(PYRAMID_FACTOR);
                TFloat32 thresholds = TFloat32.vectorOf(THRESHOLDS);
                Result result = session.runner()
                        .feed(input(Detector.IMAGE), pixels)
                        .feed(input(Detector.MINIMUM_FACE), minimum)
                        .feed(input(Detector.PYRAMID_FACTOR), factor)
                        .feed(input(Detector.THRESHOLDS), thresholds)
                        .fetch(Objects.requireNonNull(detector.outputs().get(Detector.BOXES)))
                        .run()) {
            TFloat32 boxes = (TFloat32) result.get(0);
            if (boxes.shape().get(0) == 0) {
                return Optional.empty();
            }
            double width = boxes.getFloat(0, 2) - boxes.getFloat(0, 0);
            double height = boxes.getFloat(0, 3) - boxes.getFloat(0, 1);
            double side = Math.max(width, height);
            return Optional.of(new TaughtFace.Square(
                            boxes.getFloat(0, 0) + (width - side) / 2,
                            boxes.getFloat(0, 1) + (height - side) / 2,
                            side))
                    .filter(square -> square.side() >= smallest / 2);
        }
    }

    private Output<?> input(String name) {
        return Objects.requireNonNull(detector.inputs().get(name)).asOutput();
    }

    private Answer ask(TUint8 pixels, TaughtFace.Square face, Random random) {
        float[] squares = new float[LOOKS * 4];
        for (int look = 0; look < LOOKS; look++) {
            double side = face.side() * Math.exp(SCALING * (2 * random.nextDouble() - 1));
            double left = face.centreX() + SHIFT * face.side() * (2 * random.nextDouble() - 1) - side / 2;
            double top = face.centreY() + SHIFT * face.side() * (2 * random.nextDouble() - 1) - side / 2;
            squares[4 * look] = (float) left;
            squares[4 * look + 1] = (float) top;
            squares[4 * look + 2] = (float) (left + side);
            squares[4 * look + 3] = (float) (top + side);
        }
        try (TFloat32 boxes = TFloat32.tensorOf(Shape.of(LOOKS, 4), DataBuffers.of(squares, true, false));
                Result result = session.runner()
                        .feed(input(Detector.IMAGE), pixels)
                        .feed(answers.squares(), boxes)
                        .fetch(answers.upright())
                        .fetch(answers.mirrored())
                        .run()) {
            return new Answer(face, values(result, 0), values(result, 1));
        }
    }

    private static List<Double> values(Result result, int index) {
        TFloat32 tensor = (TFloat32) result.get(index);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < OutputNetwork.LANDMARK_COORDINATES; i++) {
            values.add((double) tensor.getFloat(i));
        }
        return values;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
