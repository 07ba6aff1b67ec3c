package io.facegate.service.access.command;

import io.facegate.service.access.Scope;
import io.facegate.service.access.key.KeyText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The services of CompreFace, each of which has keys of its own, by the scopes that a key needs here for the same. */
enum CompreFaceService {
    RECOGNITION(Set.of(Scope.IDENTIFY, Scope.VERIFY, Scope.ENROL, Scope.READ)),
    DETECTION(Set.of(Scope.DETECT)),
    VERIFICATION(Set.of(Scope.COMPARE));

    static final String CODES = "recognition, detection or verification";

    private final Set<Scope> scopes;

    CompreFaceService(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    Set<Scope> scopes() {
        return scopes;
    }

    static CompreFaceService of(String code) {
        try {
            return valueOf(code.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A service of CompreFace is %s.".formatted(CODES), e);
        }
    }

    /** The key that a program has already. Not an argument, which all who use the machine could see. */
    static KeyText key(String file) {
        try {
            byte[] text = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return KeyText.parseUuid(new String(text, StandardCharsets.UTF_8).strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The existing key is no random UUID (version 4), so others may know or guess it."
                                    + " Maybe leave --existing out: a new one is made."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
