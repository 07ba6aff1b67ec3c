package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.tfrecord.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

class EventFileTest {
    @TempDir
    private Path folder;

    @Test
    void holdsWhatTensorBoardReads() throws IOException {
        try (EventFile events = new EventFile(folder)) {
            events.scalar(3, "training/loss", 0.5);

            Event event = read().get(1);
            assertThat(event.getStep()).isEqualTo(3);
            assertThat(event.getSummary().getValue(0).getTag()).isEqualTo("training/loss");
            assertThat(event.getSummary().getValue(0).getSimpleValue()).isEqualTo(0.5f);
            assertThat(event.getWallTime()).isGreaterThan(1.7e9);
        }
        assertThat(read().get(0).getFileVersion()).isEqualTo("brain.Event:2");
    }

    private List<Event> read() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
        try (RecordFile records = new RecordFile(file)) {
            List<Event> events = new ArrayList<>();
            for (byte[] record : records.readAll()) {
                events.add(Event.parseFrom(record));
            }
            return events;
        }
    }
}
