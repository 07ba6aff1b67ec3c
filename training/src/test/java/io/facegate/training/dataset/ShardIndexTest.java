package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardIndexTest {
    private static final Origin FIRST = Origin.of("first".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        ShardIndex index = new ShardIndex(
                "00ff",
                List.of(
                        new ShardIndex.Entry(0, "ann", "ann/1.jpg", FIRST),
                        new ShardIndex.Entry(512, "zo\u00eb", "zo\u00eb/a picture.jpg", null)),
                List.of(
                        new ShardIndex.Skip(new SkippedPicture("bob", "bob/1.gif", "no_face"), FIRST),
                        new ShardIndex.Skip(new SkippedPicture("bob", "bob/2.gif", "unreadable"), null)));
        Path file = folder.resolve("shard.tsv");

        index.write(file);

        assertThat(ShardIndex.read(file)).isEqualTo(index);
    }

    @Test
    void ofBeforeFilesHadDigestsIsRead() throws IOException {
        Path file = folder.resolve("shard.tsv");
        Files.writeString(file, "00ff\n0\tann\tann/1.jpg\n-\tbob\tbob/1.jpg\tno_face\n");

        ShardIndex index = ShardIndex.read(file);

        assertThat(index.pictures()).containsExactly(new ShardIndex.Entry(0, "ann", "ann/1.jpg", null));
        assertThat(index.skipped())
                .containsExactly(new ShardIndex.Skip(new SkippedPicture("bob", "bob/1.jpg", "no_face"), null));
    }

    @Test
    void anOriginIsTheLengthAndTheBeginningOfTheDigest() {
        // sha256sum of "first": a7937b64b8caa58f...
        assertThat(FIRST).hasToString("5:a7937b64b8caa58f");
        assertThat(Origin.of(FIRST.toString())).isEqualTo(FIRST);
        assertThat(Origin.of(new byte[0])).hasToString("0:e3b0c44298fc1c14").isNotEqualTo(FIRST);
    }

    private static ShardIndex.Skip skip(String file, String reason) {
        return new ShardIndex.Skip(new SkippedPicture("ann", file, reason), FIRST);
    }

    @Test
    void whatIsNotKeptIsRemovedOrForgotten() {
        ShardIndex index = new ShardIndex(
                "00ff",
                List.of(
                        new ShardIndex.Entry(0, "ann", "ann/1.jpg", FIRST),
                        new ShardIndex.Entry(9, "ann", "ann/2.jpg", FIRST)),
                List.of(skip("ann/3.jpg", "no_face"), skip("ann/4.jpg", "no_face"), skip("ann/5.jpg", "removed")));

        ShardIndex kept = index.keeping(
                entry -> entry.file().equals("ann/2.jpg"),
                skip -> skip.picture().file().equals("ann/4.jpg"));

        assertThat(kept.sha256()).isEqualTo("00ff");
        assertThat(kept.pictures()).extracting(ShardIndex.Entry::file).containsExactly("ann/2.jpg");
        assertThat(kept.skipped())
                .containsExactly(
                        skip("ann/1.jpg", "removed"), skip("ann/4.jpg", "no_face"), skip("ann/5.jpg", "removed"));
        assertThat(index.keeping(entry -> true, skip -> true)).isEqualTo(index);
    }

    @Test
    void onlySomeReasonsLast() {
        assertThat(skip("a", "no_face").lasts()).isTrue();
        assertThat(skip("a", "unreadable").lasts()).as("a disk may come back").isFalse();
        assertThat(skip("a", "removed").lasts()).as("a picture may come back").isFalse();
        assertThat(skip("a", "removed").removed()).isTrue();
    }

    @Test
    void anOriginIsThatOfTheContentWhateverTheName() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "first");

        assertThat(FIRST.isOf(file)).isTrue();
        assertThat(FIRST.isOf(Files.writeString(folder.resolve("b"), "fir5t"))).isFalse();
        assertThat(FIRST.isOf(Files.writeString(folder.resolve("c"), "first of all")))
                .isFalse();
        assertThat(FIRST.isOf(folder.resolve("gone"))).isFalse();
        assertThat(FIRST.isOf(folder)).isFalse();
    }
}
