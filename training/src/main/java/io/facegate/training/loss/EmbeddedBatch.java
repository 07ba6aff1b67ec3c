package io.facegate.training.loss;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A batch as a loss sees it.
 *
 * @param arrangement the order of the pictures
 * @param embeddings {@code [N, D]}, unit vectors
 * @param identities {@code [N]}, a number for each person, from 0
 * @param teacher {@code [N, T]}, unit vectors that a teacher gave for the same pictures; null where there is no teacher
 */
public record EmbeddedBatch(
        BatchArrangement arrangement,
        Operand<TFloat32> embeddings,
        Operand<TInt32> identities,
        @Nullable Operand<TFloat32> teacher) {}
