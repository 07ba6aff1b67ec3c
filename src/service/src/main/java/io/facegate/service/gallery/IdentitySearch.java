package io.facegate.service.gallery;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an identity's external id begins with, or what its display name has somewhere, in small letters or capitals.
 *
 * @param text 1 to 200 characters
 */
@Schema(
        type = SchemaType.STRING,
        minLength = 1,
        maxLength = IdentitySearch.LONGEST,
        examples = "anna",
        description =
                "Only identities whose external id begins with this, or whose display name contains it; capitals or not")
public record IdentitySearch(String text) {
    static final int LONGEST = 200;

    public IdentitySearch {
        text = text.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A search has 1 to %d characters, not %d.".formatted(LONGEST, text.length()));
        }
    }

    /** For LIKE with the escape character {@code !}. */
    String beginning() {
        return text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    String anywhere() {
        return "%" + beginning();
    }
}
