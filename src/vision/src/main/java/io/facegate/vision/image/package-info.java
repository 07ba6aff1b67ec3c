/** Picture bytes to pixels: limits, decoding, orientation. */
@NullMarked
package io.facegate.vision.image;

import org.jspecify.annotations.NullMarked;
