package io.facegate.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The order of the site. */
record Contents(Path root, List<Group> groups) {
    private static final String SOURCE = "site/contents.txt";

    /** Pages under one title. */
    record Group(String title, List<Page> pages) {}

    /** What is in no group comes last. */
    static Contents read(Path root) throws IOException {
        List<Group> groups = new ArrayList<>();
        for (String line : Resources.text(SOURCE).lines().toList()) {
            if (line.endsWith(".md")) {
                groups.get(groups.size() - 1).pages().add(Page.of(root, line));
            } else if (!line.startsWith("#")) {
                groups.add(new Group(line, new ArrayList<>()));
            }
        }
        Contents contents = new Contents(root, groups);
        Group more = new Group("More", new ArrayList<>());
        try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> contents.of(file).isEmpty())
                    .sorted()
                    .toList()) {
                more.pages().add(Page.of(root, root.relativize(file).toString()));
            }
        }
        if (!more.pages().isEmpty()) {
            groups.add(more);
        }
        return contents;
    }

    Stream<Page> pages() {
        return groups.stream().flatMap(group -> group.pages().stream());
    }

    /** The page that a document becomes, if it becomes one. */
    Optional<Page> of(Path source) {
        return pages().filter(page -> page.source().equals(source.normalize())).findFirst();
    }

    /** Where a file of the repository lies in the site. */
    String address(Path file) {
        return Page.address(root.relativize(file).toString());
    }

    /** As HTML, seen from a page. */
    String html(Page current) {
        StringBuilder html = new StringBuilder();
        for (Group group : groups) {
            html.append("<section><h2>%s</h2><ul>".formatted(group.title()));
            for (Page page : group.pages()) {
                html.append("<li><a href=\"%s\"%s>%s</a></li>"
                        .formatted(
                                current.relative(page.address()),
                                page.equals(current) ? " aria-current=\"page\"" : "",
                                page.title()));
            }
            html.append("</ul></section>");
        }
        return html.toString();
    }
}
