/** Errors as problem details (RFC 9457), and the request id that ties them to the log. */
@NullMarked
package io.facegate.service.web.problem;

import org.jspecify.annotations.NullMarked;
