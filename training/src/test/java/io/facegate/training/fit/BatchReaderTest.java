package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.dataset.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchReaderTest {
    private static final int BATCH = 4;
    private static final int ROUNDS = 8;

    @TempDir
    private Path folder;

    @Test
    void givesBatchesInOrder() throws IOException {
        try (PreparedDataset dataset = FaceColours.in(folder).training();
                BatchReader reader = new BatchReader(dataset, 3)) {
            Iterator<Batch> batches = reader.read(batches(10));
            for (int number = 0; number < 10; number++) {
                try (Batch batch = batches.next()) {
                    assertThat(batch.identities().getInt(0)).isEqualTo(dataset.identityOf(number * BATCH));
                }
            }
            assertThat(batches.hasNext()).isFalse();
        }
    }

    @Test
    void closesWhatItReadAheadThoughSomeOfItCanNotBeRead() throws IOException {
        FaceColours faces = FaceColours.in(folder);
        damageTheSecondHalf(faces);
        try (PreparedDataset dataset = faces.training()) {
            int firstDamaged = firstDamaged(dataset);
            int intact = firstDamaged / BATCH;
            assertThat(intact).isBetween(1, 10);
            readWithFailures(dataset, firstDamaged);
            long before = Pointer.totalCount();

            for (int round = 0; round < ROUNDS; round++) {
                readWithFailures(dataset, firstDamaged);
            }

            // each round reads five batches of two tensors that nobody takes
            assertThat(Pointer.totalCount()).isLessThan(before + ROUNDS);
        }
    }

    private static void readWithFailures(PreparedDataset dataset, int firstDamaged) {
        assertThatThrownBy(() -> readAll(dataset, firstDamaged / BATCH + 1)).hasStackTraceContaining("is damaged");
        // two that are whole lie after one that is not, and nobody takes any of them
        try (BatchReader reader = new BatchReader(dataset, 3)) {
            int[] damaged = IntStream.range(firstDamaged, firstDamaged + BATCH).toArray();
            int[] whole = IntStream.range(0, BATCH).toArray();
            reader.read(Stream.of(whole, damaged, whole, whole)).next().close();
        }
    }

    private static void readAll(PreparedDataset dataset, int count) {
        try (BatchReader reader = new BatchReader(dataset, 3)) {
            Iterator<Batch> batches = reader.read(batches(count + 4));
            for (int i = 0; i < count; i++) {
                batches.next().close();
            }
        }
    }

    private static int firstDamaged(PreparedDataset dataset) {
        for (int picture = 0; picture < dataset.pictures(); picture++) {
            try {
                dataset.read(picture);
            } catch (IOException e) {
                return picture;
            }
        }
        throw new AssertionError("nothing is damaged");
    }

    private static Stream<int[]> batches(int count) {
        return IntStream.range(0, count).mapToObj(number -> IntStream.range(number * BATCH, (number + 1) * BATCH)
                .toArray());
    }

    private static void damageTheSecondHalf(FaceColours faces) throws IOException {
        List<Path> files;
        try (Stream<Path> prepared = Files.list(faces.folder().resolve("prepared-train"))) {
            files = prepared.toList();
        }
        Path records = files.stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(records);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        Files.write(records, bytes);
    }
}
