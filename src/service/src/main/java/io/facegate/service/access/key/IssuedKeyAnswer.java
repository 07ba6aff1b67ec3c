package io.facegate.service.access.key;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The only answer that ever has a key's text. */
@Schema(name = "IssuedKey", description = "A new key, and its text, which is shown this once")
public record IssuedKeyAnswer(
        @Schema(description = "What its bearer sends; it can't be shown again", examples = "fg_k3j9x0aa71bc_...")
        String text,

        KeyDescription key) {
    static IssuedKeyAnswer of(IssuedKey issued) {
        return new IssuedKeyAnswer(issued.text().text(), KeyDescription.of(issued.key()));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return key.toString();
    }
}
