/** How fast one may ask: a token bucket for each address whose callers nobody knows, and for each key. */
@NullMarked
package io.facegate.service.limit;

import org.jspecify.annotations.NullMarked;
