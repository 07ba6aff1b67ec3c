/** {@code /v1/galleries/.../move}: a gallery changes its embedder while it is used. */
@NullMarked
package io.facegate.service.move;

import org.jspecify.annotations.NullMarked;
