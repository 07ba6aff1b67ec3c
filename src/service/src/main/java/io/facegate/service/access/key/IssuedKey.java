package io.facegate.service.access.key;

/**
 * A key that was just made, the only time that its text is there.
 *
 * @param text for its bearer
 */
public record IssuedKey(AccessKey key, KeyText text) {}
