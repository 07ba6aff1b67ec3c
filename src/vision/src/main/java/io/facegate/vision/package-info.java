/** The vision library: a picture in, faces and embeddings out. */
@NullMarked
package io.facegate.vision;

import org.jspecify.annotations.NullMarked;
