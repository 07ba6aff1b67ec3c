/** {@code /compare} and {@code /v1/compare}. */
@NullMarked
package io.facegate.service.compare;

import org.jspecify.annotations.NullMarked;
