/** What bad pictures look like to an embedder. */
@NullMarked
package io.facegate.vision.prototype;

import org.jspecify.annotations.NullMarked;
