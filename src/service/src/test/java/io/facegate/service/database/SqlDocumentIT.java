package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/sql.md work as they stand there, and print what they say. */
class SqlDocumentIT {
    private static final Path DOCUMENT = Path.of("../../docs/sql.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sql\\n(?<sql>.*?)```\\n(?:```text\\n(?<output>.*?)```\\n)?", Pattern.DOTALL);

    @Test
    void everyExamplePrintsWhatTheDocumentSays() throws IOException, SQLException {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        int compared = 0;
        try (TestDatabase database = PostgresServer.shared().newDatabase().migrate();
                Connection connection = database.connectAsApplication();
                Statement sql = connection.createStatement()) {
            while (example.find()) {
                String printed = run(sql, example.group("sql"));
                String expected = example.group("output");
                if (expected != null) {
                    assertThat(printed).as(example.group("sql")).isEqualTo(expected);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(10);
    }

    /** @return the rows of the last statement, as psql prints them unaligned */
    private static String run(Statement sql, String statements) throws SQLException {
        String printed = "";
        boolean rows = sql.execute(statements);
        while (rows || sql.getUpdateCount() >= 0) {
            printed = rows ? print(sql.getResultSet()) : printed;
            rows = sql.getMoreResults();
        }
        return printed;
    }

    private static String print(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        StringBuilder printed = new StringBuilder();
        List<String> header = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            header.add(result.getMetaData().getColumnLabel(i));
        }
        printed.append(String.join("|", header)).append('\n');
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(result.getString(i));
            }
            printed.append(String.join("|", row)).append('\n');
        }
        return printed.toString();
    }
}
