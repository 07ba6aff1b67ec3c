/** Fitting a network: one graph for each stage, one session run for each step, checkpoints, exact resume. */
@NullMarked
package io.facegate.training.fit;

import org.jspecify.annotations.NullMarked;
