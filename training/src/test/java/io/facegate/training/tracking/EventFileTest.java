package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.tfrecord.RecordFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;

class EventFileTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000, 500_000_000);

    @TempDir
    private Path folder;

    private EventFile open() throws IOException {
        return new EventFile(
                folder, new RunDescription("first", new TreeMap<>(Map.of("seed", 1))), InstantSource.fixed(NOW));
    }

    @Test
    void holdsWhatTensorBoardReads() throws IOException {
        try (EventFile events = open()) {
            events.scalar(3, "training/loss", 0.5);

            Event event = read().get(2);
            assertThat(event.getStep()).isEqualTo(3);
            assertThat(event.getSummary().getValue(0).getTag()).isEqualTo("training/loss");
            assertThat(event.getSummary().getValue(0).getSimpleValue()).isEqualTo(0.5f);
            assertThat(event.getWallTime()).isEqualTo(1_800_000_000.5);
        }
        assertThat(read().get(0).getFileVersion()).isEqualTo("brain.Event:2");
    }

    @Test
    void aHistogramCountsEveryValueOnce() throws IOException {
        try (EventFile events = open()) {
            events.histogram(1, "embeddings/norm", new float[] {1, 2, 2, 4});
        }

        HistogramProto histogram = read().get(2).getSummary().getValue(0).getHisto();
        assertThat(histogram.getBucketList().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(4);
        assertThat(histogram.getMin()).isEqualTo(1);
        assertThat(histogram.getMax()).isEqualTo(4);
        assertThat(histogram.getSum()).isEqualTo(9);
        assertThat(histogram.getBucketLimitCount()).isEqualTo(histogram.getBucketCount());
        assertThat(histogram.getBucketLimitList()).isSorted();
        assertThat(histogram.getBucketLimit(29)).isEqualTo(4);
    }

    @Test
    void equalValuesAreAHistogramToo() throws IOException {
        try (EventFile events = open()) {
            events.histogram(1, "embeddings/norm", new float[] {3, 3});
        }

        assertThat(read().get(2).getSummary().getValue(0).getHisto().getBucketList())
                .contains(2.0);
    }

    @Test
    void aPictureKeepsItsSizeAndItsBytes() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        try (EventFile events = open()) {
            events.picture(1, "validation/roc", png.toByteArray());
        }

        Summary.Image image = read().get(2).getSummary().getValue(0).getImage();
        assertThat(image.getWidth()).isEqualTo(5);
        assertThat(image.getHeight()).isEqualTo(3);
        assertThat(image.getEncodedImageString().toByteArray()).isEqualTo(png.toByteArray());
    }

    @Test
    void theProjectorFindsPointsLabelsAndThumbnails() throws IOException {
        try (EventFile events = open()) {
            for (long step = 1; step <= 2; step++) {
                events.embeddings(
                        step,
                        "validation",
                        new float[][] {{1, 0}, {0.5f, step}},
                        List.of("ada", "bob"),
                        number -> square(number == 0 ? Color.RED : Color.BLUE));
            }
        }

        Path projector = folder.resolve("projector");
        assertThat(projector.resolve("validation.tsv")).hasContent("1.0\t0.0\n0.5\t2.0");
        assertThat(projector.resolve("validation-labels.tsv")).hasContent("ada\nbob");
        BufferedImage sprite =
                ImageIO.read(projector.resolve("validation-sprite.png").toFile());
        assertThat(new Color(sprite.getRGB(10, 10))).isEqualTo(Color.RED);
        assertThat(new Color(sprite.getRGB(58, 10))).isEqualTo(Color.BLUE);
        assertThat(folder.resolve("projector_config.pbtxt"))
                .content()
                .contains("tensor_path: \"projector/validation.tsv\"")
                .contains("metadata_path: \"projector/validation-labels.tsv\"")
                .contains("image_path: \"projector/validation-sprite.png\"")
                .contains("single_image_dim: 48\n    single_image_dim: 48")
                .containsOnlyOnce("embeddings {");
    }

    private static BufferedImage square(Color color) {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 400; i++) {
            image.setRGB(i % 20, i / 20, color.getRGB());
        }
        return image;
    }

    @Test
    void liesInTheFolderOfTheRunWhichIsItsNameForTensorBoard() throws IOException {
        open().close();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith("events.out.tfevents.1800000000.");
        }
    }

    @Test
    void beginsWithTheSettingsAndEndsWithHowTheRunEnded() throws IOException {
        try (EventFile events = open()) {
            events.end(RunEnd.FINISHED);
        }

        List<Event> events = read();
        assertThat(events)
                .extracting(event -> event.getSummary().getValueList().stream()
                        .map(Summary.Value::getTag)
                        .toList())
                .containsExactly(
                        List.of(), List.of("_hparams_/session_start_info"), List.of("_hparams_/session_end_info"));
        assertThat(events.get(2).getSummary().getValue(0)).isEqualTo(Hyperparameters.end(RunEnd.FINISHED, NOW));
    }

    @Test
    void aRunThatDoesNotSayHowItEndedHasFailed() throws IOException {
        open().close();

        assertThat(read().get(2).getSummary().getValue(0)).isEqualTo(Hyperparameters.end(RunEnd.FAILED, NOW));
    }

    private List<Event> read() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(each -> each.getFileName().toString().startsWith("events.out.tfevents."))
                    .findFirst()
                    .orElseThrow();
        }
        try (RecordFile records = new RecordFile(file)) {
            List<Event> events = new ArrayList<>();
            for (byte[] record : records.readAll()) {
                events.add(Event.parseFrom(record));
            }
            return events;
        }
    }
}
