package io.facegate.service.idempotency;

/**
 * What a request is answered.
 *
 * @param replayed whether it was worked out for an earlier request of the same key
 */
public record Answer<T>(T body, boolean replayed) {}
