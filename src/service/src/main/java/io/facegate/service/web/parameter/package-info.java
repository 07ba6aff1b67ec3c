/** Parameters of requests as the values that they stand for. */
@NullMarked
package io.facegate.service.web.parameter;

import org.jspecify.annotations.NullMarked;
