/** {@code /v1/jobs}: work that takes longer than a request should. It goes on in the background, and after a crash. */
@NullMarked
package io.facegate.service.job;

import org.jspecify.annotations.NullMarked;
