package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.facegate.training.export.onnx.ServingGraph.Reference;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.NodeDef;

/** How a window slides over a map: strides and paddings, of convolutions and poolings alike. */
final class Windows {
    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;

    private final ServingGraph graph;

    Windows(ServingGraph graph) {
        this.graph = graph;
    }

    /** A map, and the cells that a node before it adds: top, left, bottom, right. */
    record Padded(Reference map, long[] pads) {}

    /**
     * The map that a node slides over, without the padding before it, which the node in the ONNX file does itself.
     *
     * @param zeros whether a padding with zeros is the same as what the node would pad with
     */
    Padded unpadded(Reference map, boolean zeros) {
        NodeDef node = graph.node(map);
        if (zeros && graph.hasOneConsumer(map) && isPadding(node) && addsZeros(node)) {
            long[] cells = graph.constant(graph.input(node, 1)).integers();
            if (cells.length == 8 && cells[0] + cells[1] + cells[6] + cells[7] == 0) {
                return new Padded(graph.input(node, 0), new long[] {cells[2], cells[4], cells[3], cells[5]});
            }
        }
        return new Padded(map, new long[4]);
    }

    static boolean isPadding(NodeDef node) {
        return node.getOp().equals("Pad") || node.getOp().equals("PadV2");
    }

    private boolean addsZeros(NodeDef node) {
        return node.getOp().equals("Pad")
                || graph.constant(graph.input(node, 2)).values()[0] == 0;
    }

    /**
     * @param kernel height and width
     * @param strides of each axis of TensorFlow's
     * @param pads what is padded already
     */
    List<AttributeProto> attributes(
            NodeDef node, long[] kernel, List<Long> strides, List<Long> dilations, long[] pads) {
        if (node.containsAttr("data_format")
                && !node.getAttrOrThrow("data_format").getS().toStringUtf8().equals("NHWC")) {
            throw GraphTranslation.unsupported(node, "a map with its channels first");
        }
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(OnnxFile.integers("kernel_shape", kernel));
        attributes.add(OnnxFile.integers("strides", strides.get(HEIGHT), strides.get(WIDTH)));
        if (!dilations.isEmpty()) {
            attributes.add(OnnxFile.integers("dilations", dilations.get(HEIGHT), dilations.get(WIDTH)));
        }
        attributes.add(padding(node, kernel, strides, dilations, pads));
        return attributes;
    }

    private static AttributeProto padding(
            NodeDef node, long[] kernel, List<Long> strides, List<Long> dilations, long[] pads) {
        String padding = node.getAttrOrThrow("padding").getS().toStringUtf8();
        if (padding.equals("VALID")) {
            return OnnxFile.integers("pads", pads);
        }
        if (padding.equals("EXPLICIT")) { // two for each axis
            List<Long> cells =
                    node.getAttrOrThrow("explicit_paddings").getList().getIList();
            return OnnxFile.integers("pads", cells.get(2), cells.get(4), cells.get(3), cells.get(5));
        }
        long[] missing = {missing(kernel, dilations, 0), missing(kernel, dilations, 1)};
        boolean known = strides.get(HEIGHT) == 1 && strides.get(WIDTH) == 1 || missing[0] + missing[1] == 0;
        return known // whatever the size of the map
                ? OnnxFile.integers(
                        "pads",
                        missing[0] / 2,
                        missing[1] / 2,
                        missing[0] - missing[0] / 2,
                        missing[1] - missing[1] / 2)
                : OnnxFile.text("auto_pad", "SAME_UPPER");
    }

    /** Cells that a map of the same size needs in addition, where the window moves cell by cell. */
    private static long missing(long[] kernel, List<Long> dilations, int side) {
        return (kernel[side] - 1) * (dilations.isEmpty() ? 1 : dilations.get(side + 1));
    }
}
