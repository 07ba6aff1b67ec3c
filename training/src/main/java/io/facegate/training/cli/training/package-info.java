/** {@code ./facegate train}: runs, and what is seen of them. */
@NullMarked
package io.facegate.training.cli.training;

import org.jspecify.annotations.NullMarked;
