package io.facegate.service.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/architecture.md} leads a newcomer through classes that are there, and past none of them twice. */
class ArchitecturePageTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");

    private final String page;

    ArchitecturePageTest() throws IOException {
        page = Files.readString(REPOSITORY.resolve("docs/architecture.md"));
    }

    @Test
    void everyClassIsThere() throws IOException {
        assertThat(classes(page)).hasSizeGreaterThan(50).isSubsetOf(mainClasses());
    }

    @Test
    void noWalkMeetsAClassTwice() {
        assertThat(page.split("\n## ")).hasSizeGreaterThan(4).allSatisfy(walk -> assertThat(classes(walk))
                .doesNotHaveDuplicates());
    }

    private static List<String> classes(String text) {
        return CLASS.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static Set<String> mainClasses() throws IOException {
        try (Stream<Path> modules = Stream.of("src", "training").map(REPOSITORY::resolve)) {
            return modules.flatMap(ArchitecturePageTest::javaFiles).collect(Collectors.toSet());
        }
    }

    private static Stream<String> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
