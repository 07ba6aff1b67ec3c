@NullMarked
package io.facegate.service.idempotency;

import org.jspecify.annotations.NullMarked;
