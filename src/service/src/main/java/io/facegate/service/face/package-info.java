/** Faces as the interface shows them. */
@NullMarked
package io.facegate.service.face;

import org.jspecify.annotations.NullMarked;
