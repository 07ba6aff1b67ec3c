package io.facegate.training.fit;

import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Prepared pictures as tensors; owns them.
 *
 * @param crops uint8 RGB {@code [N, crop size, crop size, 3]}
 * @param identities {@code [N]}
 */
record Batch(TUint8 crops, TInt32 identities) implements AutoCloseable {
    @Override
    public void close() {
        crops.close();
        identities.close();
    }
}
