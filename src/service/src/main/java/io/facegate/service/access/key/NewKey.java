package io.facegate.service.access.key;

import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that is wanted.
 *
 * @param name what it is for, to people
 * @param lifetime from now on; null if it doesn't expire
 */
public record NewKey(
        String name,
        Set<Scope> scopes,
        BoundGalleries galleries,
        @Nullable Duration lifetime) {
    private static final int LONGEST_NAME = 200;

    /** @throws IllegalArgumentException that says what is wrong, for people */
    public NewKey {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A key has a name of 1 to %d characters.".formatted(LONGEST_NAME));
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A key has at least one scope.");
        }
        if (scopes.contains(Scope.ADMIN) && !galleries.areAll()) {
            throw new IllegalArgumentException("A key with the scope admin can't be bound to galleries.");
        }
        if (lifetime != null && (lifetime.isNegative() || lifetime.isZero())) {
            throw new IllegalArgumentException("A key lives for a while.");
        }
        scopes = Set.copyOf(scopes);
    }
}
