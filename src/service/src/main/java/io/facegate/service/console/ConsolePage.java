package io.facegate.service.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one page of the console, for the place where it is served. Its links are relative, so that it works behind a proxy that
 * puts a prefix before the path.
 */
record ConsolePage(String path, Optional<Issuer> issuer) {
    private static final String BUNDLED = "META-INF/resources/index.html";
    /** Each is for a service at the root of its host. */
    private static final Pattern LINK = Pattern.compile("(href|src)=\"/?([^/#:\"][^#:\"]*)\"");

    ConsolePage {
        if (!path.startsWith("/") || path.length() > 1 && path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "facegate.console.path (%s) must begin with a slash, and not end with one.\nMaybe /console."
                            .formatted(path));
        }
    }

    /** The page; other paths of the service begin with what leads up to its root. */
    String html() {
        String root = "../".repeat((int) path.chars().filter(c -> c == '/').count() - 1);
        return LINK.matcher(bundled())
                .replaceAll("$1=\"" + root + "$2\"")
                .replace(
                        "<head>",
                        "<head>"
                                + meta("facegate-base", root.isEmpty() ? "./" : root)
                                + issuer.map(one -> meta("facegate-issuer", one.json()))
                                        .orElse(""));
    }

    private static String meta(String name, String content) {
        return "\n<meta name=\"%s\" content=\"%s\">"
                .formatted(
                        name,
                        content.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"));
    }

    private static String bundled() {
        try (InputStream page = Thread.currentThread().getContextClassLoader().getResourceAsStream(BUNDLED)) {
            if (page == null) {
                throw new IllegalStateException("The build made no %s.".formatted(BUNDLED));
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
