package io.facegate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTextTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void aByteOrderMarkIsNoText() throws IOException {
        assertThat(text("\uFEFFid,picture\n", StandardCharsets.UTF_8, StandardCharsets.UTF_8))
                .isEqualTo("id,picture\n");
        assertThat(text("id", StandardCharsets.UTF_16, StandardCharsets.UTF_16)).isEqualTo("id");
        assertThat(text("", StandardCharsets.UTF_8, StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theLineIsNamedHoweverFarItIs() {
        String lines = "id,picture\n" + "person,picture.jpg\n".repeat(100_000);

        assertThatThrownBy(
                        () -> text(lines + "Andr\u00e9,a.jpg\n", StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Line 100002 of")
                .hasMessageContaining("Maybe name the file's encoding");
    }

    @Test
    void aFileThatEndsWithinACharacterIsRefused() throws IOException {
        Path file = folder.resolve("cut.csv");
        Files.write(file, new byte[] {'i', 'd', '\n', (byte) 0xC3});

        assertThatThrownBy(() -> new CsvText(file, StandardCharsets.UTF_8).open())
                .hasMessageContaining("Line 2 of");
    }

    private String text(String written, Charset as, Charset read) throws IOException {
        Path file = folder.resolve("table.csv");
        Files.writeString(file, written, as);
        try (BufferedReader text = new BufferedReader(new CsvText(file, read).open())) {
            StringBuilder all = new StringBuilder();
            for (int character = text.read(); character >= 0; character = text.read()) {
                all.append((char) character);
            }
            return all.toString();
        }
    }
}
