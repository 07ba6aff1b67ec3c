package io.facegate.onnxruntime;

import io.facegate.vision.alignment.FaceCrop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Memory outside of the heap for one run at a time, which ONNX Runtime reads and writes in place. */
final class NetworkBuffers {
    private static final int CHANNELS = 3;

    private final int most;
    private final int faceBytes;
    private final int dimension;
    private final ByteBuffer faces;
    private final FloatBuffer embeddings;

    /**
     * @param most crops
     * @param size side of a crop in pixels
     */
    NetworkBuffers(int most, int size, int dimension) {
        this.most = most;
        this.faceBytes = size * size * CHANNELS;
        this.dimension = dimension;
        this.faces = ByteBuffer.allocateDirect(most * faceBytes).order(ByteOrder.nativeOrder());
        this.embeddings = ByteBuffer.allocateDirect(most * dimension * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    boolean holds(int crops) {
        return crops <= most;
    }

    ByteBuffer faces(List<FaceCrop> crops) {
        faces.clear();
        crops.forEach(crop -> faces.put(crop.rgb()));
        return faces.slice(0, crops.size() * faceBytes).order(ByteOrder.nativeOrder());
    }

    FloatBuffer embeddings(int count) {
        return embeddings.slice(0, count * dimension);
    }
}
