package io.facegate.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.quality.QualityDefect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of the console, against what the service answers and the pages ask for. */
class ConsoleMessagesTest {
    private static final Path APP = Path.of("src/main/resources/web/app");
    private static final Pattern NAME = Pattern.compile("(?<=[\\s,])'([a-z][a-z0-9._-]*)': ['\"]");
    /** Of names that end with what the service says. */
    private static final Pattern BEGINNING = Pattern.compile("\\bt(?:Or)?\\(`([a-z-]+\\.)\\$\\{");

    private static final Pattern USE = Pattern.compile("\\bt\\('([^']+)'");

    @Test
    void everyLanguageHasAllOfThem() throws IOException {
        assertThat(names("de")).isEqualTo(names("en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void codesAndReasonsAreThoseOfTheService(String language) throws IOException {
        Set<String> codes =
                Stream.of(ProblemType.values()).map(ProblemType::code).collect(Collectors.toSet());
        Set<String> defects =
                Stream.of(QualityDefect.values()).map(QualityDefect::code).collect(Collectors.toSet());

        assertThat(named(language, "code.")).isSubsetOf(codes);
        assertThat(named(language, "reason."))
                .containsAll(defects)
                .allMatch(reason ->
                        defects.contains(reason) || codes.contains(reason) || reason.equals("duplicate_identity"));
    }

    @Test
    void whatPagesAskForIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(APP)) {
            List<Path> scripts =
                    files.filter(file -> file.toString().endsWith(".js")).toList();
            Set<String> used = new TreeSet<>();
            for (Path script : scripts) {
                USE.matcher(Files.readString(script)).results().forEach(use -> used.add(use.group(1)));
            }
            assertThat(used).hasSizeGreaterThan(50).isSubsetOf(names("en"));
        }
    }

    @Test
    void nothingIsThereThatNoPageAsksFor() throws IOException {
        StringBuilder scripts = new StringBuilder();
        try (Stream<Path> files = Files.walk(APP)) {
            for (Path script : files.filter(file ->
                            file.toString().endsWith(".js") && !file.toString().matches(".*/messages/(en|de)\\.js"))
                    .toList()) {
                scripts.append(Files.readString(script));
            }
        }
        List<String> beginnings = BEGINNING
                .matcher(scripts)
                .results()
                .map(beginning -> beginning.group(1))
                .toList();

        assertThat(beginnings).contains("code.", "result.");
        assertThat(names("en"))
                .allMatch(name -> scripts.indexOf("'" + name + "'") >= 0
                        || beginnings.stream().anyMatch(name::startsWith));
    }

    private static Set<String> named(String language, String prefix) throws IOException {
        return names(language).stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String language) throws IOException {
        return NAME.matcher(Files.readString(APP.resolve("messages/%s.js".formatted(language))))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
