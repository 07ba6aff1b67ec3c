package io.facegate.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of a copy of the documents. */
class SiteTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    @TempDir
    Path folder;

    private Path copy;
    private Path output;

    @BeforeEach
    void copyTheDocuments() throws IOException {
        copy = folder.resolve("repository");
        output = folder.resolve("site");
        try (Stream<Path> files = Stream.concat(
                Files.walk(REPOSITORY.resolve("docs")),
                Stream.of(REPOSITORY.resolve("README.md"), REPOSITORY.resolve("models/default/MODEL_CARD.md")))) {
            files.filter(Files::isRegularFile).forEach(this::copy);
        }
    }

    @Test
    void everyDocumentIsAPageWithItsPicturesAndNothingIsLoadedFromElsewhere() throws IOException {
        Site.write(copy, output);

        assertThat(output.resolve("index.html"))
                .content()
                .contains(
                        "<title>Facegate – Facegate</title>",
                        "href=\"galleries.html\"",
                        "src=\"evaluation/people/tsne.png\"")
                .doesNotContain("src=\"http", ".md\"");
        assertThat(output.resolve("evaluation/index.html"))
                .content()
                .contains("href=\"../site.css\"", "href=\"../galleries.html\"", "src=\"../evaluation/pairs/roc.png\"");
        assertThat(output.resolve("evaluation/pairs/roc.png")).isNotEmptyFile();
        assertThat(output.resolve("lunr.js")).isNotEmptyFile();
    }

    @Test
    void sectionsCanBeFound() throws IOException {
        Site.write(copy, output);

        assertThat(output.resolve("search.json")).content().contains("\"address\":\"galleries.html#deleting\"");
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertThat(Site.write(copy, output)).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereIsNamed() throws IOException {
        Files.writeString(
                copy.resolve("docs/console.md"),
                "\n[x](nobody.md) [y](galleries.md#nothing) ![z](none.png)\n",
                StandardOpenOption.APPEND);

        assertThat(Site.write(copy, output))
                .hasSize(3)
                .allMatch(dead -> dead.startsWith("console.html links to"))
                .anyMatch(dead -> dead.contains("nobody.md"))
                .anyMatch(dead -> dead.contains("galleries.html#nothing"))
                .anyMatch(dead -> dead.contains("none.png"));
    }

    /** Those that the site has as text: an image is built without what they lead to. */
    @Test
    void linksToTheRepositoryLeadSomewhere() throws IOException {
        for (Page page : Contents.read(REPOSITORY).pages().toList()) {
            LINK.matcher(page.markdown()).results().map(link -> link.group(1)).forEach(link -> assertThat(
                            page.source().resolveSibling(link))
                    .as("%s in %s", link, page.source())
                    .exists());
        }
    }

    @Test
    void aDocumentThatNobodyPutIntoAGroupIsThereToo() throws IOException {
        Files.writeString(copy.resolve("docs/new.md"), "# What is new");

        Site.write(copy, output);

        assertThat(output.resolve("index.html")).content().contains("<a href=\"new.html\">What is new</a>");
    }

    private void copy(Path file) {
        try {
            Path target = copy.resolve(REPOSITORY.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
