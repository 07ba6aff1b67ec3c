/** Digests of what is enrolled, asked for and exported. */
@NullMarked
package io.facegate.service.digest;

import org.jspecify.annotations.NullMarked;
