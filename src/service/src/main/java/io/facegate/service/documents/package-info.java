/** Serves the documents of this version, which {@code src/site} makes pages of. */
@NullMarked
package io.facegate.service.documents;

import org.jspecify.annotations.NullMarked;
