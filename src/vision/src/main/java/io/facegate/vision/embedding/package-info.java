/** Aligned crops to embeddings, and how embeddings compare. */
@NullMarked
package io.facegate.vision.embedding;

import org.jspecify.annotations.NullMarked;
