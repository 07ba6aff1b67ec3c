package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.tfrecord.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerGroupTest {
    @TempDir
    private Path folder;

    private EventFile events(String name) throws IOException {
        return new EventFile(
                folder.resolve(name), new RunDescription(name, new TreeMap<>()), InstantSource.fixed(Instant.EPOCH));
    }

    private List<byte[]> read(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name));
                RecordFile records = new RecordFile(
                        files.filter(file -> file.getFileName().toString().startsWith("events"))
                                .findFirst()
                                .orElseThrow())) {
            return records.readAll();
        }
    }

    @Test
    void everyTrackerIsToldTheSame() throws IOException {
        try (ExperimentTracker both = ExperimentTracker.all(List.of(events("a"), events("b")))) {
            both.begin(1);
            both.scalar(1, "training/loss", 0.5);
            both.histogram(1, "embeddings/norm", new float[] {1});
            both.result("best/auc", 0.9);
            both.end(RunEnd.FINISHED);
        }

        assertThat(read("a")).hasSize(6);
        // but for their names, which are among the settings
        assertThat(read("b").subList(2, 6))
                .usingRecursiveComparison()
                .isEqualTo(read("a").subList(2, 6));
    }

    @Test
    void oneThatCantBeClosedKeepsNoOtherOpen() throws IOException {
        EventFile broken = events("broken");
        broken.close();
        ExperimentTracker both = ExperimentTracker.all(List.of(broken, events("whole")));
        both.end(RunEnd.FINISHED);

        assertThatThrownBy(both::close).isInstanceOf(IOException.class);
        assertThat(read("whole")).hasSize(3);
    }

    @Test
    void idsOfServicesAreKeptBesideEachOther() throws IOException {
        TrackingIds ids = new TrackingIds(folder.resolve("run"));

        assertThat(ids.find("wandb")).isEmpty();
        ids.keep("wandb", "a1");
        ids.keep("mlflow", "b2");

        assertThat(new TrackingIds(folder.resolve("run")).find("wandb")).contains("a1");
        assertThat(new TrackingIds(folder.resolve("run")).find("mlflow")).contains("b2");
        assertThat(folder.resolve("run/tracking.json.unfinished")).doesNotExist();
    }
}
