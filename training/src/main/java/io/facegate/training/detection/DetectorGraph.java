package io.facegate.training.detection;

import static io.facegate.vision.model.ModelContract.Detector.BOXES;
import static io.facegate.vision.model.ModelContract.Detector.IMAGE;
import static io.facegate.vision.model.ModelContract.Detector.LANDMARKS;
import static io.facegate.vision.model.ModelContract.Detector.MINIMUM_FACE;
import static io.facegate.vision.model.ModelContract.Detector.PYRAMID_FACTOR;
import static io.facegate.vision.model.ModelContract.Detector.SCORES;
import static io.facegate.vision.model.ModelContract.Detector.THRESHOLDS;

import io.facegate.training.export.FrozenGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The three networks of MTCNN and all that lies between them as one graph: a picture in, faces out, by the contract
 * {@link io.facegate.vision.model.ModelContract.Detector}.
 */
public final class DetectorGraph {
    /** Enough for 40 megapixels at a minimum face of 12 pixels and a pyramid factor of 0.709. */
    public static final int MAXIMUM_LEVELS = 20;

    /** Crops for R-Net. */
    private static final int MOST_PROPOSALS = 2_000;

    /** Crops for O-Net. */
    private static final int MOST_REFINED = 500;

    /** Faces of a picture. */
    private static final int MOST_FACES = 500;

    private static final float OVERLAP = 0.7f;

    /**
     * Where a crop for landmarks lies.
     *
     * @param right how far to the right of the face's square, in its sides
     * @param down how far below
     * @param scale its side, in those of the square
     */
    private record Look(float right, float down, float scale) {}

    private static final List<Look> LOOKS = List.of(
            new Look(-0.04f, -0.04f, 0.95f),
            new Look(0.04f, 0.04f, 0.95f),
            new Look(0.04f, -0.04f, 1.05f),
            new Look(-0.04f, 0.04f, 1.05f));

    private final Ops tf;

    private DetectorGraph(Ops tf) {
        this.tf = tf;
    }

    /**
     * Adds the detector to the graph. Its landmarks are those of O-Net.
     *
     * @param graph stays the caller's to close
     */
    public static FrozenGraph build(
            Graph graph, ProposalNetwork proposal, RefinementNetwork refinement, OutputNetwork output) {
        return build(graph, proposal, refinement, output, null);
    }

    /**
     * Adds the detector to the graph.
     *
     * @param graph stays the caller's to close
     * @param landmarks whose landmarks faces have; null for O-Net's
     */
    public static FrozenGraph build(
            Graph graph,
            ProposalNetwork proposal,
            RefinementNetwork refinement,
            OutputNetwork output,
            @Nullable LandmarkNetwork landmarks) {
        return new DetectorGraph(Ops.create(graph)).assemble(graph, proposal, refinement, output, landmarks);
    }

    private FrozenGraph assemble(
            Graph graph,
            ProposalNetwork proposal,
            RefinementNetwork refinement,
            OutputNetwork output,
            @Nullable LandmarkNetwork points) {
        Placeholder<TUint8> image = tf.withName(IMAGE)
                .placeholder(TUint8.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE, 3)));
        Placeholder<TFloat32> minimumFace =
                tf.withName(MINIMUM_FACE).placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        Placeholder<TFloat32> factor =
                tf.withName(PYRAMID_FACTOR).placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        Placeholder<TFloat32> thresholds =
                tf.withName(THRESHOLDS).placeholder(TFloat32.class, Placeholder.shape(Shape.of(3)));
        // the networks give logits: a threshold for their difference saves the softmax
        Operand<TFloat32> one = tf.constant(1f);
        List<? extends Operand<TFloat32>> margins = tf.unstack(
                        tf.math.log(tf.math.div(thresholds, tf.math.sub(one, thresholds))), 3L)
                .output();

        Pyramid pyramid = Pyramid.of(tf, image, minimumFace, factor, MAXIMUM_LEVELS);
        FaceCrops crops = new FaceCrops(tf, image);
        Candidates proposals = new ProposalStage(tf, pyramid).propose(proposal, margins.get(0), MOST_PROPOSALS);
        Candidates refined = new RefinementStage(tf, crops).refine(refinement, proposals, margins.get(1), MOST_REFINED);
        return conclude(
                graph,
                output,
                points,
                crops,
                refined,
                margins.get(2),
                Map.of(IMAGE, image, MINIMUM_FACE, minimumFace, PYRAMID_FACTOR, factor, THRESHOLDS, thresholds));
    }

    private FrozenGraph conclude(
            Graph graph,
            OutputNetwork network,
            @Nullable LandmarkNetwork points,
            FaceCrops crops,
            Candidates refined,
            Operand<TFloat32> threshold,
            Map<String, Operand<?>> inputs) {
        FaceCrops.Crops cropped = crops.crop(refined.boxes(), OutputNetwork.SIDE);
        OutputNetwork.Output output = network.apply(tf, cropped.pixels());
        Candidates judged = Candidates.judged(tf, cropped, output.logits());
        Operand<TInt64> passed = judged.above(tf, threshold);
        judged = judged.gather(tf, passed);
        Operand<TInt32> axis = tf.constant(0);
        Boxes faces = judged.boxes().regress(tf.gather(output.box(), passed, axis));
        Operand<TInt32> kept = faces.suppressNested(judged.margins(), MOST_FACES, OVERLAP);
        Boxes found = faces.gather(kept);
        Operand<TFloat32> landmarks = points == null
                ? landmarks(
                        judged.boxes().gather(kept), tf.gather(tf.gather(output.landmarks(), passed, axis), kept, axis))
                : secondLook(points, crops, found);
        return new FrozenGraph(
                graph,
                inputs,
                Map.of(
                        BOXES,
                        tf.withName(BOXES).identity(found.rows()),
                        SCORES,
                        tf.withName(SCORES).math.sigmoid(tf.gather(judged.margins(), kept, axis)),
                        LANDMARKS,
                        tf.withName(LANDMARKS).identity(landmarks)));
    }

    /**
     * {@code [N, 5, 2]}: x and y in the picture, from crops around the faces that were found. Of several, since an answer
     * moves with its crop a little: their mean is nearer to the truth.
     */
    private Operand<TFloat32> secondLook(LandmarkNetwork network, FaceCrops crops, Boxes found) {
        Boxes squares = found.square();
        List<Operand<TFloat32>> looks = new ArrayList<>();
        for (Look look : LOOKS) {
            looks.add(squares.moved(look.right(), look.down(), look.scale()).rows());
        }
        Operand<TInt32> axis = tf.constant(0);
        FaceCrops.Crops cropped = crops.crop(new Boxes(tf, tf.concat(looks, axis)), LandmarkNetwork.SIDE);
        // without that of the blank crop at the end
        Operand<TFloat32> relative = tf.stridedSlice(network.apply(tf, cropped.pixels()), Indices.sliceTo(-1));
        Operand<TFloat32> answers =
                tf.gather(landmarks(cropped.boxes(), relative), tf.math.invertPermutation(cropped.order()), axis);
        return tf.math.mean(tf.reshape(answers, tf.constant(new int[] {LOOKS.size(), -1, 5, 2})), axis);
    }

    /** {@code [N, 5, 2]}: x and y in the picture. */
    private Operand<TFloat32> landmarks(Boxes squares, Operand<TFloat32> relative) {
        // [N, 2, 5], that is all x before all y
        Operand<TFloat32> coordinates = tf.reshape(relative, tf.constant(new int[] {-1, 2, 5}));
        Operand<TInt32> last = tf.constant(2);
        Operand<TFloat32> inPicture = tf.math.add(
                tf.expandDims(squares.leftTop(), last), tf.math.mul(coordinates, tf.expandDims(squares.size(), last)));
        return tf.linalg.transpose(inPicture, tf.constant(new int[] {0, 2, 1}));
    }
}
