package io.facegate.service.access.key;

import io.facegate.service.access.Caller;
import io.facegate.service.access.Who;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that may be used, as the door has it.
 *
 * @param hash what the pepper makes of its text
 */
public record HeldKey(AccessKey key, byte[] hash) {
    public Caller caller(@Nullable String address) {
        return new Caller(new Who.Key(key.id()), key.scopes(), key.galleries(), address);
    }

    boolean isValidAt(Instant now) {
        return key.state(now) == AccessKey.State.VALID;
    }
}
