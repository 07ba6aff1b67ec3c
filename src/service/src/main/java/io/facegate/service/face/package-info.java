/** Faces of pictures: how they are read, and how the interface shows them. */
@NullMarked
package io.facegate.service.face;

import org.jspecify.annotations.NullMarked;
