package io.facegate.gallery;

import java.util.regex.Pattern;

/** Names a gallery in addresses and queries. */
public record GalleryName(String value) {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public GalleryName {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Gallery name (%s) must be 1 to 63 of a-z, 0-9, '.', '_' and '-', and start with a letter or digit"
                            .formatted(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
