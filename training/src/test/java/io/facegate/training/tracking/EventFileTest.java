package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.tfrecord.RecordFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;

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

    @Test
    void aHistogramCountsEveryValueOnce() throws IOException {
        try (EventFile events = new EventFile(folder)) {
            events.histogram(1, "embeddings/norm", new float[] {1, 2, 2, 4});
        }

        HistogramProto histogram = read().get(1).getSummary().getValue(0).getHisto();
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
        try (EventFile events = new EventFile(folder)) {
            events.histogram(1, "embeddings/norm", new float[] {3, 3});
        }

        assertThat(read().get(1).getSummary().getValue(0).getHisto().getBucketList())
                .contains(2.0);
    }

    @Test
    void aPictureKeepsItsSizeAndItsBytes() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        try (EventFile events = new EventFile(folder)) {
            events.picture(1, "validation/roc", png.toByteArray());
        }

        Summary.Image image = read().get(1).getSummary().getValue(0).getImage();
        assertThat(image.getWidth()).isEqualTo(5);
        assertThat(image.getHeight()).isEqualTo(3);
        assertThat(image.getEncodedImageString().toByteArray()).isEqualTo(png.toByteArray());
    }

    @Test
    void theProjectorFindsPointsAndLabels() throws IOException {
        try (EventFile events = new EventFile(folder)) {
            events.embeddings(1, "validation", new float[][] {{1, 0}, {0.5f, 2}}, List.of("ada", "bob"));
        }

        assertThat(folder.resolve("validation.tsv")).hasContent("1.0\t0.0\n0.5\t2.0");
        assertThat(folder.resolve("validation-labels.tsv")).hasContent("ada\nbob");
        assertThat(folder.resolve("projector_config.pbtxt"))
                .content()
                .contains("tensor_path: \"validation.tsv\"")
                .contains("metadata_path: \"validation-labels.tsv\"");
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
