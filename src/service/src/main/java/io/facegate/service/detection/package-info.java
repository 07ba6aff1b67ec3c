/** {@code /v1/detect}. */
@NullMarked
package io.facegate.service.detection;

import org.jspecify.annotations.NullMarked;
