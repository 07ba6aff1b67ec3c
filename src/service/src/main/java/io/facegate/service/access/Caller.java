package io.facegate.service.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and what they may do. An instance belongs to one request.
 *
 * @param scopes with all that they imply; who is bound to galleries doesn't administer, whatever was asked for
 * @param galleries that they may do it with
 * @param address of the client, as text: of the connection, or what a configured proxy says; null where there is none
 */
public record Caller(
        Who who,
        Set<Scope> scopes,
        BoundGalleries galleries,
        @Nullable String address) {
    /** Outside of any request. */
    public static final Caller SERVICE =
            new Caller(new Who.Service(), Set.of(Scope.values()), BoundGalleries.ALL, null);

    public Caller {
        scopes = Scope.implied(scopes, galleries);
    }

    /** Where the service is open. */
    public static Caller anybody(@Nullable String address) {
        return new Caller(new Who.Anybody(), Set.of(Scope.ADMIN), BoundGalleries.ALL, address);
    }

    /** Whom nobody knows: may do nothing. */
    public static Caller unknown(@Nullable String address) {
        return new Caller(new Who.Unknown(), Set.of(), BoundGalleries.ALL, address);
    }

    /** Whoever looks at people, or enrols them, finds it out anyway; whoever may only verify is to learn it of nobody. */
    public boolean mayKnowWhoIsEnrolled() {
        return may(Scope.READ) || may(Scope.ENROL);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
