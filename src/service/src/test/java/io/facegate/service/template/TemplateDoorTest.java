package io.facegate.service.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ArchUnit can't see: which statements name the table of templates, or its column of embeddings. */
class TemplateDoorTest {
    private static final Path SERVICE = Path.of("src/main/java/io/facegate/service");
    private static final Pattern STATEMENT_OF_TEMPLATES = Pattern.compile(
            "\\b(from|into|join|update|using)\\s+(only\\s+)?templates\\b|\\b(embedding|signs)\\s*(::|<#>|<=>|<~>)"
                    + "|\\b(find|search)_identities\\s*\\(|\\bidentity_(similarity|score)\\s*\\(",
            Pattern.CASE_INSENSITIVE);

    @Test
    void onlyThisPackageHasStatementsOfTemplates() throws IOException {
        try (Stream<Path> files = Files.walk(SERVICE)) {
            List<Path> others = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(SERVICE.resolve("template")))
                    .filter(file -> STATEMENT_OF_TEMPLATES.matcher(text(file)).find())
                    .toList();

            assertThat(others).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM templates WHERE gallery_id = $1",
                "INSERT INTO templates (gallery_id) VALUES ($1)",
                "SELECT t.embedding::float4[] FROM anything t",
                "SELECT * FROM find_identities($1, $2)"
            })
    void suchAreSeen(String statement) {
        assertThat(statement).containsPattern(STATEMENT_OF_TEMPLATES);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
