package io.facegate.training.fit;

import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Prepared pictures as tensors; owns them.
 *
 * @param crops uint8 RGB {@code [N, crop size, crop size, 3]}
 * @param identities {@code [N]}
 * @param targets {@code [N, T]}, what a teacher says of them; null if nobody was asked
 */
record Batch(TUint8 crops, TInt32 identities, @Nullable TFloat32 targets) implements AutoCloseable {
    @Override
    public void close() {
        crops.close();
        identities.close();
        if (targets != null) {
            targets.close();
        }
    }
}
