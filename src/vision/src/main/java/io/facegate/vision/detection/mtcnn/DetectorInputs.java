package io.facegate.vision.detection.mtcnn;

import static io.facegate.vision.model.ModelContract.Detector.IMAGE;
import static io.facegate.vision.model.ModelContract.Detector.MINIMUM_FACE;
import static io.facegate.vision.model.ModelContract.Detector.PYRAMID_FACTOR;
import static io.facegate.vision.model.ModelContract.Detector.THRESHOLDS;

import io.facegate.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** What a detector's graph is fed for one picture; owned by whoever made it. */
public record DetectorInputs(TUint8 image, TFloat32 minimumFace, TFloat32 pyramidFactor, TFloat32 thresholds)
        implements AutoCloseable {
    private static final int COPIED_AT_ONCE = 1 << 18;

    /**
     * @param minimumFace side of the smallest face to search for, in pixels
     */
    public static DetectorInputs of(RgbImage image, float minimumFace, DetectionSettings settings) {
        DetectionThresholds thresholds = settings.thresholds();
        return new DetectorInputs(
                pixels(image),
                TFloat32.scalarOf(minimumFace),
                TFloat32.scalarOf(settings.pyramidFactor()),
                TFloat32.vectorOf(thresholds.proposal(), thresholds.refinement(), thresholds.output()));
    }

    /** By the names that the contract has for them; they stay this one's. */
    public Map<String, Tensor> byName() {
        return Map.of(IMAGE, image, MINIMUM_FACE, minimumFace, PYRAMID_FACTOR, pyramidFactor, THRESHOLDS, thresholds);
    }

    /** In pieces by way of the heap: between two buffers outside of it, TensorFlow would copy byte by byte. */
    private static TUint8 pixels(RgbImage image) {
        return TUint8.tensorOf(Shape.of(image.height(), image.width(), 3), tensor -> {
            ByteBuffer from = image.pixels();
            ByteDataBuffer to = tensor.asRawTensor().data();
            byte[] piece = new byte[Math.min(from.remaining(), COPIED_AT_ONCE)];
            while (from.hasRemaining()) {
                int length = Math.min(from.remaining(), piece.length);
                long start = from.position();
                from.get(piece, 0, length);
                to.offset(start).write(piece, 0, length);
            }
        });
    }

    @Override
    public void close() {
        image.close();
        minimumFace.close();
        pyramidFactor.close();
        thresholds.close();
    }
}
