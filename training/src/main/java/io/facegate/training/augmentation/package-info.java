/** Random changes that a face must stay itself under, as nodes of the training graph. */
@NullMarked
package io.facegate.training.augmentation;

import org.jspecify.annotations.NullMarked;
