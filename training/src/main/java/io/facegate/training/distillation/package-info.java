/** Teachers: finished models that a network in training is shown the answers of. */
@NullMarked
package io.facegate.training.distillation;

import org.jspecify.annotations.NullMarked;
