/** {@code ./facegate evaluate | tsne}: how good models are. */
@NullMarked
package io.facegate.training.cli.evaluation;

import org.jspecify.annotations.NullMarked;
