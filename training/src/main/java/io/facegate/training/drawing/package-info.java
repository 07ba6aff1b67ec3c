/** Made-up people, drawn: something to try a training with where there are no pictures. */
@NullMarked
package io.facegate.training.drawing;

import org.jspecify.annotations.NullMarked;
