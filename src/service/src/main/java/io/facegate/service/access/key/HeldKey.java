package io.facegate.service.access.key;

import io.facegate.service.access.Caller;
import io.facegate.service.access.Who;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key that may be used, as the door has it.
 *
 * @param hash what the pepper makes of its text
 * @param pepper tells which one; null if that isn't known
 */
public record HeldKey(AccessKey key, byte[] hash, byte @Nullable [] pepper) {
    public Caller caller(@Nullable String address) {
        return new Caller(new Who.Key(key.id()), key.scopes(), key.galleries(), address);
    }

    /** Whether nobody can get in by it, since the pepper that it was made with isn't there. */
    boolean isOfAnother(Pepper current) {
        return pepper != null && !Arrays.equals(pepper, current.fingerprint());
    }

    boolean isValidAt(Instant now) {
        return key.state(now) == AccessKey.State.VALID;
    }
}
