package io.facegate.service.event;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event in words that don't depend on its Java type: those that listen to all of them, such as the audit, know no
 * feature. It never has a picture, an embedding, a key, a display name or metadata.
 *
 * @param type what it is about and what happened, such as {@code verification.denied}; whoever receives events knows them by
 *     it, so it stays
 * @param gallery where; null if it is about none
 * @param identity about whom; null if it is about nobody
 * @param details what else is to be known: strings, numbers, booleans, and lists of them, by names in snake case
 */
public record EventDescription(
        String type,
        @Nullable GalleryName gallery,
        @Nullable ExternalId identity,
        Map<String, Object> details) {
    private static final Pattern TYPE = Pattern.compile("[a-z_]+\\.[a-z_]+");

    public EventDescription {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("type (%s) must be like verification.denied".formatted(type));
        }
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public static EventDescription of(String type) {
        return new EventDescription(type, null, null, Map.of());
    }

    public EventDescription in(GalleryName where) {
        return new EventDescription(type, where, identity, details);
    }

    public EventDescription about(ExternalId whom) {
        return new EventDescription(type, gallery, whom, details);
    }

    /**
     * @param value null if there is nothing to know
     */
    public EventDescription with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new EventDescription(type, gallery, identity, more);
    }
}
