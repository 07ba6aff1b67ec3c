/** Faces that an embedder has been asked about, for another to learn from (Hinton et al. 2015). */
@NullMarked
package io.facegate.training.distillation;

import org.jspecify.annotations.NullMarked;
