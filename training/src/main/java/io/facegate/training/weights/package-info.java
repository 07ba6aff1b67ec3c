/** Readers of published weight files. */
@NullMarked
package io.facegate.training.weights;

import org.jspecify.annotations.NullMarked;
