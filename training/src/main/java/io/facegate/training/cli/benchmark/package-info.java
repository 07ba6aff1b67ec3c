/** {@code ./facegate bench}: how fast they are. */
@NullMarked
package io.facegate.training.cli.benchmark;

import org.jspecify.annotations.NullMarked;
