/**
 * From pictures of several populations to what an embedder's {@code model.json} says of them: centres of its space, thresholds,
 * and how true these are in each population.
 */
@NullMarked
package io.facegate.training.calibration;

import org.jspecify.annotations.NullMarked;
