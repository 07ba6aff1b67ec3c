/**
 * Which pictures come together in a batch.
 *
 * <p>A sampler is a function of seed, epoch and step. It has no state, so a training that is resumed sees exactly the
 * batches that it would have seen.
 */
@NullMarked
package io.facegate.training.sampling;

import org.jspecify.annotations.NullMarked;
