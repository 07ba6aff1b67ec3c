package io.facegate.training.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.Sha256;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] CONTENT = content();

    private final Path folder;
    private final Publisher publisher = new Publisher();

    DownloadTest(@TempDir Path folder) throws IOException {
        this.folder = folder.resolve("downloads");
    }

    @AfterEach
    void stop() {
        publisher.close();
    }

    private static byte[] content() {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        return content;
    }

    private PublishedFile published() {
        return file(publisher.publish("weights", CONTENT));
    }

    private static PublishedFile file(URI address) {
        MessageDigest digest = Sha256.digest();
        digest.update(CONTENT);
        return new PublishedFile("weights", address, CONTENT.length, Sha256.hex(digest));
    }

    @Test
    void bringsTheFileAndTellsHowFarItIs() throws Exception {
        List<Long> told = new ArrayList<>();

        Path file = new Download(folder).get(published(), told::add);

        assertThat(file).isEqualTo(folder.resolve("weights")).hasBinaryContent(CONTENT);
        assertThat(told).isSorted().endsWith((long) CONTENT.length);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void goesOnWhereItWasBrokenOff() throws Exception {
        PublishedFile file = published();
        publisher.breakOffAfter(100_000);
        assertThatThrownBy(() -> new Download(folder).get(file, bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The same command goes on from there.");
        assertThat(folder.resolve("weights")).doesNotExist();
        assertThat(folder.resolve("weights.part")).hasSize(100_000);

        publisher.breakOffAfter(Integer.MAX_VALUE);
        Path whole = new Download(folder).get(file, bytes -> {});

        assertThat(whole).hasBinaryContent(CONTENT);
        assertThat(publisher.ranges()).containsExactly("", "bytes=100000-");
    }

    @Test
    void beginsAgainWhereTheServerKnowsNoRanges() throws Exception {
        PublishedFile file = published();
        Files.createDirectories(folder);
        Files.write(folder.resolve("weights.part"), new byte[1000]);
        publisher.ignoreRanges();

        assertThat(new Download(folder).get(file, bytes -> {})).hasBinaryContent(CONTENT);
    }

    @Test
    void whatIsThereIsNotGotAgain() throws Exception {
        PublishedFile file = published();
        new Download(folder).get(file, bytes -> {});

        new Download(folder).get(file, bytes -> {});

        assertThat(publisher.ranges()).hasSize(1);
    }

    @Test
    void anotherFileIsThrownAway() throws Exception {
        byte[] other = CONTENT.clone();
        other[7]++;
        PublishedFile file = file(publisher.publish("weights", other));

        assertThatThrownBy(() -> new Download(folder).get(file, bytes -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("its SHA-256 is another");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileWithoutEndIsNotWrittenToItsEnd() throws Exception {
        PublishedFile file = file(publisher.publish("weights", new byte[50_000_000]));

        assertThatThrownBy(() -> new Download(folder)
                        .get(file, bytes -> assertThat(bytes).isLessThan(1_000_000)))
                .isInstanceOf(ModelException.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutANetworkItSaysWhatElseCanBeDone() throws Exception {
        int nobodyListens;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobodyListens = socket.getLocalPort();
        }

        assertThatThrownBy(() -> new Download(folder)
                        .get(file(URI.create("http://localhost:%d/weights".formatted(nobodyListens))), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be reached")
                .hasMessageContaining("--from");
    }

    @Test
    void aMissingFileIsToldWithItsStatus() {
        PublishedFile file = file(URI.create(published().address() + "-gone"));

        assertThatThrownBy(() -> new Download(folder).get(file, bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers with status 404");
    }
}
