package io.facegate.training.weights.onnx;

import java.util.List;

/**
 * How a convolution's or pooling's kernel moves over a feature map.
 *
 * @param vertical along the height
 * @param horizontal along the width
 */
record SlidingWindow(Side vertical, Side horizontal) {
    /**
     * @param input size of the feature map
     * @param kernel size of the kernel
     * @param stride distance from one place to the next
     * @param dilation distance from one tap of the kernel to the next
     * @param padBegin cells before the first one
     * @param padEnd cells after the last one
     */
    record Side(int input, int kernel, int stride, int dilation, int padBegin, int padEnd) {
        int extent() {
            return (kernel - 1) * dilation + 1;
        }

        int output() {
            return (input + padBegin + padEnd - extent()) / stride + 1;
        }

        /** Padded so that there are as many places as cells, divided by the stride; the odd cell comes last. */
        Side same() {
            int total = Math.max((ceilDiv(input, stride) - 1) * stride + extent() - input, 0);
            return padded(total / 2, total - total / 2);
        }

        Side padded(int begin, int end) {
            return new Side(input, kernel, stride, dilation, begin, end);
        }

        /** Padded at the end so far that no cell is left out, unless that window would lie in the padding alone. */
        Side roundedUp() {
            int output = ceilDiv(input + padBegin + padEnd - extent(), stride) + 1;
            if ((output - 1) * stride >= input + padBegin) {
                output--;
            }
            int needed = (output - 1) * stride + extent() - input - padBegin;
            return padded(padBegin, Math.max(padEnd, needed));
        }
    }

    static SlidingWindow of(Node node, Features map, long kernelHeight, long kernelWidth) {
        long[] shape = map.shape();
        if (shape[2] < 1 || shape[3] < 1) {
            throw node.failure("the height and width of its input are not fixed");
        }
        return new SlidingWindow(side(node, 0, shape[2], kernelHeight), side(node, 1, shape[3], kernelWidth));
    }

    private static Side side(Node node, int axis, long input, long kernel) {
        List<Long> ones = List.of(1L, 1L);
        int stride = Math.toIntExact(node.integers("strides", ones).get(axis));
        int dilation = Math.toIntExact(node.integers("dilations", ones).get(axis));
        int size = Math.toIntExact(input);
        int taps = Math.toIntExact(kernel);
        String padding = node.text("auto_pad", "NOTSET");
        Side unpadded = new Side(size, taps, stride, dilation, 0, 0);
        Side side =
                switch (padding) {
                    case "VALID" -> unpadded;
                    case "SAME_UPPER" -> unpadded.same();
                    case "SAME_LOWER" ->
                        unpadded.padded(
                                unpadded.same().padEnd(), unpadded.same().padBegin());
                    case "NOTSET" -> {
                        List<Long> pads = node.integers("pads", List.of(0L, 0L, 0L, 0L));
                        yield unpadded.padded(Math.toIntExact(pads.get(axis)), Math.toIntExact(pads.get(axis + 2)));
                    }
                    default -> throw node.failure("auto_pad '%s' is not supported".formatted(padding));
                };
        if (side.padBegin() < 0 || side.padEnd() < 0) {
            throw node.failure("pads must not be negative");
        }
        return side;
    }

    private static int ceilDiv(int dividend, int divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    SlidingWindow roundedUp() {
        return new SlidingWindow(vertical.roundedUp(), horizontal.roundedUp());
    }

    boolean isPadded() {
        return vertical.padBegin() + vertical.padEnd() + horizontal.padBegin() + horizontal.padEnd() > 0;
    }

    /** Padded as TensorFlow does by itself. */
    boolean isSame() {
        return vertical.equals(vertical.same()) && horizontal.equals(horizontal.same());
    }

    boolean isDilated() {
        return vertical.dilation() > 1 || horizontal.dilation() > 1;
    }

    /** For TensorFlow, channels last. */
    List<Long> strides() {
        return List.of(1L, (long) vertical.stride(), (long) horizontal.stride(), 1L);
    }

    /** For TensorFlow, channels last. */
    List<Long> dilations() {
        return List.of(1L, (long) vertical.dilation(), (long) horizontal.dilation(), 1L);
    }

    /** For TensorFlow, channels last: before and after, of each axis. */
    int[][] paddings() {
        return new int[][] {
            {0, 0},
            {vertical.padBegin(), vertical.padEnd()},
            {horizontal.padBegin(), horizontal.padEnd()},
            {0, 0}
        };
    }
}
