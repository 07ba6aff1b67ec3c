package io.facegate.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document and the page that it becomes.
 *
 * @param address in the site, such as {@code evaluation/index.html}
 */
record Page(Path source, String title, String address, String markdown) {
    static Page of(Path root, String document) throws IOException {
        String markdown = Files.readString(root.resolve(document));
        String title = markdown.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2).strip())
                .orElseThrow(() -> new IllegalArgumentException(document + " has no title"));
        return new Page(root.resolve(document).normalize(), title, address(document), markdown);
    }

    /** @param file of the repository */
    static String address(String file) {
        return file.replaceFirst("^docs/", "")
                .replaceFirst("README\\.md$", "index.md")
                .replaceFirst("\\.md$", ".html");
    }

    /** What leads from this page to the root of the site. */
    String root() {
        return "../".repeat((int) address.chars().filter(c -> c == '/').count());
    }

    /** Another place of the site, seen from this page. */
    String relative(String place) {
        return root() + place;
    }
}
