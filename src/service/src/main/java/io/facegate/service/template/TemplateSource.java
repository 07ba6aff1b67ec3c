package io.facegate.service.template;

import io.facegate.service.code.Codes;

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
        return Codes.of(this);
    }

    public static TemplateSource ofDatabaseName(String name) {
        return Codes.parse(TemplateSource.class, name);
    }
}
