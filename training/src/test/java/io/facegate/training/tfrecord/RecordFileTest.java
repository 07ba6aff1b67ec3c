package io.facegate.training.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TString;

class RecordFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsARecordAtItsOffset() throws IOException {
        Path file = folder.resolve("records");
        long second;
        try (RecordWriter writer = new RecordWriter(Files.newOutputStream(file))) {
            writer.append(bytes("first"));
            second = writer.append(bytes("second"));
            writer.append(new byte[0]);
        }

        try (RecordFile records = new RecordFile(file)) {
            assertThat(records.read(second)).isEqualTo(bytes("second"));
            assertThat(records.readAll()).containsExactly(bytes("first"), bytes("second"), new byte[0]);
        }
    }

    @Test
    void writesWhatTensorFlowReads() throws IOException {
        Path file = folder.resolve("records");
        try (RecordWriter writer = new RecordWriter(Files.newOutputStream(file))) {
            writer.append(bytes("a face"));
        }

        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            var reader = tf.io.tfRecordReader();
            var queue = tf.io.fifoQueue(List.of(TString.class));
            var enqueue = tf.io.queueEnqueueMany(queue, List.of(tf.array(file.toString())));
            session.runner().addTarget(enqueue).run().close();
            try (Result result = session.runner()
                    .fetch(tf.io.readerRead(reader, queue).value())
                    .run()) {
                assertThat(((TString) result.get(0)).getObject()).isEqualTo("a face");
            }
        }
    }

    @Test
    void findsDamage() throws IOException {
        Path file = folder.resolve("records");
        try (RecordWriter writer = new RecordWriter(Files.newOutputStream(file))) {
            writer.append(bytes("a face"));
        }
        byte[] content = Files.readAllBytes(file);
        content[14] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged"), content);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(content, content.length - 1));

        try (RecordFile records = new RecordFile(damaged)) {
            assertThatThrownBy(() -> records.read(0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
        }
        try (RecordFile records = new RecordFile(cut)) {
            assertThatThrownBy(() -> records.read(0)).isInstanceOf(EOFException.class);
        }
    }

    /** Whichever byte it is: of the length, of its checksum, of the data, of theirs. */
    @Test
    void noByteChangesUnnoticed() throws IOException {
        byte[] content = written("a face");
        for (int place = 0; place < content.length; place++) {
            byte[] changed = content.clone();
            changed[place] ^= 0x10;
            try (RecordFile records = new RecordFile(Files.write(folder.resolve("changed"), changed))) {
                assertThatThrownBy(() -> records.read(0))
                        .as("byte %d", place)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("changed is damaged: the record at byte 0")
                        .hasMessageContaining("Maybe prepare the data set again.");
            }
        }
    }

    @Test
    void aFileThatEndsWithinARecordIsToldWherever() throws IOException {
        byte[] content = written("first", "second");
        int first = 12 + 5 + 4;
        for (int length = first + 1; length < content.length; length++) {
            try (RecordFile records =
                    new RecordFile(Files.write(folder.resolve("cut"), Arrays.copyOf(content, length)))) {
                assertThat(records.read(0)).as("what is whole").isEqualTo(bytes("first"));
                assertThatThrownBy(records::readAll)
                        .as("%d bytes", length)
                        .isInstanceOf(EOFException.class)
                        .hasMessageContaining("cut ends within the record at byte");
            }
        }
    }

    @Test
    void anEmptyFileHasNoRecords() throws IOException {
        try (RecordFile records = new RecordFile(Files.write(folder.resolve("empty"), new byte[0]))) {
            assertThat(records.readAll()).isEmpty();
            assertThatThrownBy(() -> records.read(0)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aPlaceThatIsNoneIsDamage() throws IOException {
        try (RecordFile records = new RecordFile(Files.write(folder.resolve("records"), written("first", "second")))) {
            assertThatThrownBy(() -> records.read(3))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("at byte 3");
        }
    }

    /** "123456789", whose CRC-32C is e3069283. */
    @Test
    void theChecksumIsMaskedAsTensorFlowMasksIt() {
        int crc = 0xe3069283;

        assertThat(MaskedCrc.of(bytes("x123456789y"), 1, 9)).isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
    }

    private static byte[] written(String... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordWriter writer = new RecordWriter(out)) {
            for (String record : records) {
                writer.append(bytes(record));
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
