/** How fast the stages are, with the conditions of the measurement. */
@NullMarked
package io.facegate.training.benchmark;

import org.jspecify.annotations.NullMarked;
