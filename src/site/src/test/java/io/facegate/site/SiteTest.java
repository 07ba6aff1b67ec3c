package io.facegate.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void aLinkThatLeadsNowhereFails() throws IOException {
        Files.writeString(copy.resolve("docs/console.md"), "# Console\n[x](nobody.md)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Site.write(copy, output))
                .withMessageContaining("nobody.md");
        Files.writeString(copy.resolve("docs/console.md"), "# Console\n[x](galleries.md#nothing)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Site.write(copy, output))
                .withMessageContaining("galleries.html#nothing");
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
    void aForgottenDocumentFails() throws IOException {
        Files.writeString(copy.resolve("docs/new.md"), "# New");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Site.write(copy, output))
                .withMessageContaining("new.md");
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
