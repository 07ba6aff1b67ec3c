package io.facegate.training.tracking;

import io.facegate.training.tfrecord.RecordWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** Figures for TensorBoard: {@code tensorboard --logdir FOLDER}. A run that is resumed adds another file. */
public final class EventFile implements ExperimentTracker {
    private static final String VERSION = "brain.Event:2";
    private static final double NANOS_PER_SECOND = 1e9;

    private final RecordWriter records;

    /**
     * @param folder made if it is missing
     */
    public EventFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = "events.out.tfevents.%d.%s.%d"
                .formatted(
                        System.currentTimeMillis() / 1000,
                        InetAddress.getLocalHost().getHostName(),
                        System.nanoTime());
        this.records = new RecordWriter(
                new BufferedOutputStream(Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW)));
        append(event(0).setFileVersion(VERSION));
    }

    @Override
    public void scalar(long step, String name, double value) throws IOException {
        append(event(step)
                .setSummary(Summary.newBuilder()
                        .addValue(Summary.Value.newBuilder().setTag(name).setSimpleValue((float) value))));
    }

    private static Event.Builder event(long step) {
        Instant now = Instant.now();
        return Event.newBuilder()
                .setWallTime(now.getEpochSecond() + now.getNano() / NANOS_PER_SECOND)
                .setStep(step);
    }

    private void append(Event.Builder event) throws IOException {
        records.append(event.build().toByteArray());
        records.flush();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
