/** {@code /embedding} and {@code /v1/embeddings}. */
@NullMarked
package io.facegate.service.embedding;

import org.jspecify.annotations.NullMarked;
