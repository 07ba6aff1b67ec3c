package io.facegate.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a.data"), "123456789");
        Files.writeString(folder.resolve("empty"), "");
        Files.write(folder.resolve(Manifest.FILE), Manifest.of(folder).json());
    }

    @Test
    void aWholeFolderHasNoProblem() throws IOException {
        assertThat(Manifest.problem(folder)).isNull();
    }

    @Test
    void theChecksumIsTheCastagnolisThatTensorFlowUses() throws IOException {
        // the check value of CRC-32C in its catalogues
        assertThat(Manifest.of(folder).files())
                .contains(Map.entry("a.data", new Manifest.Entry(9, "e3069283")))
                .contains(Map.entry("empty", new Manifest.Entry(0, "0")));
    }

    @Test
    void aFileOfManyBuffersIsReadToItsEnd() throws IOException {
        byte[] large = new byte[3 << 20];
        Files.write(folder.resolve("large"), large);
        Files.write(folder.resolve(Manifest.FILE), Manifest.of(folder).json());
        large[large.length - 1] = 1;
        Files.write(folder.resolve("large"), large);

        assertThat(Manifest.problem(folder)).isEqualTo("large does not fit its checksum");
    }

    @Test
    void whatIsGoneIsNamed() throws IOException {
        Files.delete(folder.resolve("empty"));
        assertThat(Manifest.problem(folder)).isEqualTo("empty is missing");

        Files.createDirectory(folder.resolve("empty"));
        assertThat(Manifest.problem(folder)).as("a folder is no file").isEqualTo("empty is missing");

        Files.delete(folder.resolve(Manifest.FILE));
        assertThat(Manifest.problem(folder)).isEqualTo("manifest.json is missing");
    }

    @Test
    void whatIsShorterOrLongerIsNamedWithItsSize() throws IOException {
        Files.writeString(folder.resolve("a.data"), "12345678");
        assertThat(Manifest.problem(folder)).isEqualTo("a.data has 8 bytes instead of 9");

        Files.writeString(folder.resolve("empty"), "?");
        Files.writeString(folder.resolve("a.data"), "123456789");
        assertThat(Manifest.problem(folder)).isEqualTo("empty has 1 bytes instead of 0");
    }

    @Test
    void anotherByteIsFound() throws IOException {
        Files.writeString(folder.resolve("a.data"), "123456780");

        assertThat(Manifest.problem(folder)).isEqualTo("a.data does not fit its checksum");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"files\": 3}",
                "{\"others\": {}}",
                "{\"files\": {\"a.data\": null}}"
            })
    void aManifestThatIsNoneIsAProblemAndNoFailure(String contents) throws IOException {
        Files.writeString(folder.resolve(Manifest.FILE), contents);

        assertThat(Manifest.problem(folder)).isEqualTo("manifest.json can't be read");
    }

    /** Such as what a file manager leaves: it was not saved, so it can't be damaged. */
    @Test
    void aFileBesideThoseThatWereSavedIsNoProblem() throws IOException {
        Files.write(folder.resolve(".directory"), "hello".getBytes(StandardCharsets.UTF_8));

        assertThat(Manifest.problem(folder)).isNull();
    }
}
