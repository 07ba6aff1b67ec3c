/** {@code Idempotency-Key}: a request that is repeated is answered as the first time, and computed once. */
@NullMarked
package io.facegate.service.idempotency;

import org.jspecify.annotations.NullMarked;
