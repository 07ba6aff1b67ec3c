package io.facegate.service.access;

import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.code.Codes;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller may do. An endpoint names the one that it needs in {@code @RolesAllowed}, by the constants of {@link Code}.
 */
public enum Scope {
    /** Faces of a picture. */
    DETECT,
    /** Embeddings of pictures, and how similar two pictures or embeddings are. */
    COMPARE,
    /** Is this the person that they claim to be? */
    VERIFY,
    /** Who is this? */
    IDENTIFY,
    /** People and their templates: adding, changing, deleting them, and importing many. */
    ENROL,
    /** Galleries, people, templates' descriptions, jobs; no embedding. */
    READ,
    /** Everything, and alone: galleries, moves, exports with embeddings, keys. */
    ADMIN;

    /** The same as constants, for annotations. */
    public interface Code {
        String DETECT = "detect";
        String COMPARE = "compare";
        String VERIFY = "verify";
        String IDENTIFY = "identify";
        String ENROL = "enrol";
        String READ = "read";
        String ADMIN = "admin";
    }

    /** As interfaces, the database and annotations write it. */
    @JsonValue
    public String code() {
        return Codes.of(this);
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Scope ofCode(String code) {
        return Codes.parse(Scope.class, code);
    }

    /** With what these imply: who administers may do everything, and so can't be bound to galleries. */
    static Set<Scope> implied(Set<Scope> scopes, BoundGalleries galleries) {
        if (!scopes.contains(ADMIN)) {
            return Set.copyOf(scopes);
        }
        return galleries.areAll()
                ? Set.of(values())
                : scopes.stream().filter(scope -> scope != ADMIN).collect(Collectors.toUnmodifiableSet());
    }
}
