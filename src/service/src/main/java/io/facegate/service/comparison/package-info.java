/** {@code /compare} and {@code /v1/compare}. */
@NullMarked
package io.facegate.service.comparison;

import org.jspecify.annotations.NullMarked;
