package io.facegate.service.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who asked for something, and from where.
 *
 * @param actor such as {@code key:k3j4}
 * @param address of the client, as text; null where there is none
 * @param requestId null outside of requests
 */
record Origin(
        String actor, @Nullable String address, @Nullable String requestId) {}
