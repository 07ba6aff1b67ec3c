package io.facegate.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of db-migrations/README.md. */
class MigrationsTest {
    private static final Path FOLDER = Path.of("../../db-migrations");
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");
    /** The earlier ones made the schema of the first release. */
    private static final int FIRST_BOUND = 5;

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\bdrop (table|column|function|view|type|trigger|constraint|schema|index|role)\\b|\\brename\\b|\\bset not null\\b"
                    + "|\\balter column \\w+ (set data )?type\\b|\\btruncate\\b"
                    + "|\\badd column [^,;]*\\bnot null\\b(?![^,;]*\\bdefault\\b)");
    private static final String CONTRACT = "-- contract: unused since ";

    @Test
    void numbersFollowEachOtherUpToWhatTheServiceNeeds() {
        assertThat(migrations().keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, SchemaReadiness.NEEDED).boxed().toList());
    }

    @Test
    void eachEndsWithItsVersion() {
        migrations().tailMap(FIRST_BOUND).forEach((number, sql) -> assertThat(sql.toLowerCase(Locale.ROOT))
                .as("V%d", number)
                .containsPattern("function schema_version\\(\\) returns integer[^;]* 'select %d'".formatted(number)));
    }

    @Test
    void noneTakesAwayWhatTheVersionBeforeMayUse() {
        migrations().tailMap(FIRST_BOUND).forEach((number, sql) -> assertThat(takingAway(sql))
                .as("V%d", number)
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE templates;",
                "ALTER TABLE identities\n    DROP COLUMN metadata;",
                "ALTER TABLE identities RENAME COLUMN active TO enabled;",
                "ALTER TABLE identities ALTER COLUMN display_name SET NOT NULL;",
                "ALTER TABLE models ALTER COLUMN dimension TYPE bigint;",
                "ALTER TABLE models ADD COLUMN maker text NOT NULL;"
            })
    void whatTakesAwayIsSeenUnlessItSaysSinceWhenItIsUnused(String sql) {
        assertThat(takingAway(sql)).hasSize(1);
        assertThat(takingAway(CONTRACT + "0.1.0\n" + sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE models ADD COLUMN maker text NOT NULL DEFAULT '';",
                "ALTER TABLE models ADD COLUMN maker text;",
                "CREATE TABLE doors (door_id bigint NOT NULL);",
                "-- nothing is renamed here"
            })
    void whatAddsIsFree(String sql) {
        assertThat(takingAway(sql)).isEmpty();
    }

    /** Statements, without those that a comment allows. */
    private static List<String> takingAway(String sql) {
        List<String> found = new ArrayList<>();
        for (String statement : sql.split(";")) {
            String code = statement.replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT);
            if (TAKES_AWAY.matcher(code.replaceAll("\\s+", " ")).find() && !statement.contains(CONTRACT)) {
                found.add(statement.strip());
            }
        }
        return found;
    }

    private static TreeMap<Integer, String> migrations() {
        TreeMap<Integer, String> migrations = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    migrations.put(Integer.parseInt(name.group(1)), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return migrations;
    }
}
