package io.facegate.service.webhook;

/**
 * What the database has of a secret.
 *
 * @param bytes 32
 * @param derived whether the secret is what the service's pepper makes of them; else they are it
 */
@SuppressWarnings("ArrayRecordComponent") // compared with nothing
record KeptSecret(byte[] bytes, boolean derived) {}
