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
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/**
 * Figures and settings for TensorBoard, in the folder of the run itself, so that {@code tensorboard --logdir} on the folder
 * of all runs shows each by its name. A run that is resumed adds another file.
 *
 * <p>Written by ourselves, not by the operations of {@code tf.summary}. Those that write a scalar, a histogram or a picture
 * take the time from the machine's clock, choose the bins, and want pixels where a chart is a PNG already; for
 * hyperparameters and for the mark of a resumed run there is none. {@code ImportEvent} writes any event, but of a message
 * that is whole: it would stand for one line of {@link #append}, in an eager session, and take a millisecond for each
 * figure (measured, TensorFlow 2.18) where this takes a thirtieth of it. The format of the records is that of prepared data
 * sets, which have a writer anyway.
 */
public final class EventFile implements ExperimentTracker {
    private static final String VERSION = "brain.Event:2";
    private static final double NANOS_PER_SECOND = 1e9;

    private static final int RGB = 3;

    private static final String PROJECTOR = "projector";

    private final Path folder;
    private final InstantSource clock;
    private final RecordWriter records;
    private final Map<String, Sprite> projected = new TreeMap<>();
    private RunEnd end = RunEnd.FAILED;

    /**
     * @param folder of the run; made if it is missing
     */
    public EventFile(Path folder, RunDescription run, InstantSource clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        Files.createDirectories(folder);
        String name = "events.out.tfevents.%d.%s.%d"
                .formatted(
                        clock.instant().getEpochSecond(),
                        InetAddress.getLocalHost().getHostName(),
                        System.nanoTime());
        this.records = new RecordWriter(
                new BufferedOutputStream(Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW)));
        append(event(0).setFileVersion(VERSION));
        append(event(0).setSummary(Summary.newBuilder().addValue(Hyperparameters.start(run, clock.instant()))));
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
    public void embeddings(long step, String name, float[][] points, List<String> labels, Thumbnails thumbnails)
            throws IOException {
        Path files = Files.createDirectories(folder.resolve(PROJECTOR));
        Files.write(
                files.resolve(name + ".tsv"),
                Arrays.stream(points).map(EventFile::tabbed).toList());
        Files.write(files.resolve(name + "-labels.tsv"), labels);
        if (!projected.containsKey(name)) {
            Sprite sprite = Sprite.of(points.length);
            sprite.write(files.resolve(name + "-sprite.png"), points.length, thumbnails);
            projected.put(name, sprite);
        }
        Files.writeString(
                folder.resolve("projector_config.pbtxt"),
                projected.entrySet().stream()
                        .map(each -> projection(each.getKey(), each.getValue()))
                        .collect(Collectors.joining()));
    }

    private static String projection(String name, Sprite sprite) {
        return """
                embeddings {
                  tensor_name: "%1$s"
                  tensor_path: "%2$s/%1$s.tsv"
                  metadata_path: "%2$s/%1$s-labels.tsv"
                  sprite {
                    image_path: "%2$s/%1$s-sprite.png"
                    single_image_dim: %3$d
                    single_image_dim: %3$d
                  }
                }
                """.formatted(name, PROJECTOR, sprite.side());
    }

    private static String tabbed(float[] point) {
        StringBuilder line = new StringBuilder();
        for (float value : point) {
            line.append(line.isEmpty() ? "" : "\t").append(value);
        }
        return line.toString();
    }

    /** A result is the last value of its name. */
    @Override
    public void result(String name, double value) {}

    @Override
    public void end(RunEnd howEnded) {
        end = howEnded;
    }

    private Event.Builder event(long step) {
        Instant now = clock.instant();
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
        append(event(0).setSummary(Summary.newBuilder().addValue(Hyperparameters.end(end, clock.instant()))));
        records.close();
    }
}
