package io.facegate.service.replay;

import io.facegate.service.code.Codes;

/** Why something may be a recording. */
public enum ReplayRefusal {
    /** A nonce must be there, and isn't. */
    NONCE_REQUIRED,
    /** The nonce was used, has expired, is of another key or identity, or never was. */
    NONCE_INVALID,
    /** The same picture was shown for the same identity lately. */
    PICTURE_SEEN;

    /** The stable, machine-readable name, such as {@code picture_seen}. */
    public String code() {
        return Codes.of(this);
    }
}
