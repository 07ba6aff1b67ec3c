/** The five points of a face, in a picture and in an embedder's crop. */
@NullMarked
package io.facegate.vision.landmark;

import org.jspecify.annotations.NullMarked;
