/** Five landmarks to the crop that an embedder was trained on. */
@NullMarked
package io.facegate.vision.alignment;

import org.jspecify.annotations.NullMarked;
