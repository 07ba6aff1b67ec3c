package io.facegate.training.tracking;

import com.google.protobuf.ByteString;
import io.facegate.training.tfrecord.RecordWriter;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/** Figures for TensorBoard: {@code tensorboard --logdir FOLDER}. A run that is resumed adds another file. */
public final class EventFile implements ExperimentTracker {
    private static final String VERSION = "brain.Event:2";
    private static final double NANOS_PER_SECOND = 1e9;

    private static final int RGB = 3;

    private final Path folder;
    private final RecordWriter records;
    private final Set<String> projected = new TreeSet<>();

    /**
     * @param folder made if it is missing
     */
    public EventFile(Path folder) throws IOException {
        this.folder = folder;
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

    /** TensorBoard then forgets what this or another file of the folder says of the step and later ones. */
    @Override
    public void begin(long step) throws IOException {
        append(event(step).setSessionLog(SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START)));
    }

    @Override
    public void scalar(long step, String name, double value) throws IOException {
        append(event(step)
                .setSummary(Summary.newBuilder()
                        .addValue(Summary.Value.newBuilder().setTag(name).setSimpleValue((float) value))));
    }

    @Override
    public void histogram(long step, String name, float[] values) throws IOException {
        append(event(step)
                .setSummary(Summary.newBuilder()
                        .addValue(Summary.Value.newBuilder().setTag(name).setHisto(HistogramBins.of(values)))));
    }

    @Override
    public void picture(long step, String name, byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        append(event(step)
                .setSummary(Summary.newBuilder()
                        .addValue(Summary.Value.newBuilder()
                                .setTag(name)
                                .setImage(Summary.Image.newBuilder()
                                        .setWidth(image.getWidth())
                                        .setHeight(image.getHeight())
                                        .setColorspace(RGB)
                                        .setEncodedImageString(ByteString.copyFrom(png))))));
    }

    /** For the Projector, which reads files beside the events; the last points of a name replace earlier ones. */
    @Override
    public void embeddings(long step, String name, float[][] points, List<String> labels) throws IOException {
        Path tensor = folder.resolve(name + ".tsv");
        Path metadata = folder.resolve(name + "-labels.tsv");
        Files.write(tensor, Arrays.stream(points).map(EventFile::tabbed).toList());
        Files.write(metadata, labels);
        projected.add(name);
        Files.writeString(
                folder.resolve("projector_config.pbtxt"),
                projected.stream().map(each -> """
                                embeddings {
                                  tensor_name: "%1$s"
                                  tensor_path: "%1$s.tsv"
                                  metadata_path: "%1$s-labels.tsv"
                                }
                                """.formatted(each)).collect(Collectors.joining()));
    }

    private static String tabbed(float[] point) {
        StringBuilder line = new StringBuilder();
        for (float value : point) {
            line.append(line.isEmpty() ? "" : "\t").append(value);
        }
        return line.toString();
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
