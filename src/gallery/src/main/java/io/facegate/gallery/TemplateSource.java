package io.facegate.gallery;

import java.util.Locale;

/** Where a template's embedding comes from. */
public enum TemplateSource {
    /** Computed here from a picture. */
    PICTURE,
    /** Computed elsewhere and sent as numbers: nothing is known of the face. */
    EMBEDDING,
    /** From an exported gallery. */
    IMPORT;

    /** As the database spells it. */
    public String databaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TemplateSource ofDatabaseName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
