package io.facegate.training.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.facegate.training.fit.Resumption;
import io.facegate.training.fit.RunListener;
import io.facegate.training.tfrecord.RecordFile;
import io.facegate.training.tracking.EventFile;
import io.facegate.training.tracking.RunDescription;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog.SessionStatus;

class RunDisplayTest {
    @TempDir
    private Path folder;

    private final AtomicLong nanoTime = new AtomicLong();
    private final StringWriter out = new StringWriter();

    /** What is shown to a run's tracker, by this. */
    private List<Event> shown(Consumer<RunDisplay> run) throws IOException {
        try (EventFile events = new EventFile(
                        folder, new RunDescription("first", new TreeMap<>()), InstantSource.fixed(Instant.EPOCH));
                RunDisplay display = new RunDisplay(
                        new PrintWriter(out), events, number -> new BufferedImage(1, 1, 1), nanoTime::get)) {
            run.accept(display);
        }
        List<Event> events = events();
        return events.subList(2, events.size() - 1); // without the version, the settings and the end
    }

    private static RunListener.Step step(long step, @Nullable Double margin) {
        return new RunListener.Step(step, "softmax", 1, 2, 6, 2, 18, 16, 0.5, 0.1, 1, margin, 1e-4, 1e-3);
    }

    private static Map<String, Float> scalars(List<Event> events) {
        Map<String, Float> scalars = new TreeMap<>();
        events.forEach(event -> event.getSummary()
                .getValueList()
                .forEach(value -> scalars.put(value.getTag(), value.getSimpleValue())));
        return scalars;
    }

    @Test
    void marksTheStepsThatAreDoneAgainAndKeepsTheValidationBeforeThem() throws IOException {
        List<Event> events = shown(display -> {
            display.started(new Resumption(20, true, List.of("step-000000030: variables is missing")));
            display.stepDone(step(20, 0.3));
        });

        assertThat(out.toString()).contains("after step 20", "step-000000030: variables is missing");
        Event start = events.get(0);
        assertThat(start.getSessionLog().getStatus()).isEqualTo(SessionStatus.START);
        // a validation is of the steps that were done before it, 20 here: it is not done again, and must stay
        assertThat(start.getStep()).isEqualTo(21);
        assertThat(events.subList(1, events.size())).isNotEmpty().allSatisfy(event -> assertThat(event.getStep())
                .isEqualTo(21));
    }

    @Test
    void tellsWhereTheRunIsAndTheRateOfEachGroup() throws IOException {
        assertThat(scalars(shown(display -> display.stepDone(step(20, 0.3)))))
                .containsEntry("progress/stage", 2f)
                .containsEntry("progress/epoch-of-stage", 2 + 3 / 18f)
                .containsEntry("rate/backbone", 1e-4f)
                .containsEntry("rate/head", 1e-3f)
                .containsEntry("training/margin", 0.3f);
    }

    @Test
    void aLossWithoutAMarginShowsNone() throws IOException {
        assertThat(scalars(shown(display -> display.stepDone(step(20, null)))))
                .containsKey("training/loss")
                .doesNotContainKey("training/margin");
    }

    @Test
    void picturesASecondAreOfWholeStepsAndNotOfTheValidationBetweenThem() throws IOException {
        List<Event> events = shown(display -> {
            display.stepDone(step(0, null));
            nanoTime.addAndGet(500_000_000);
            display.stepDone(step(1, null));
            display.epochDone(new RunListener.Epoch(2, "softmax", 0, 0.4, 0.9, 0.01, 0.5, true));
            nanoTime.addAndGet(60_000_000_000L);
            display.stepDone(step(2, null));
            nanoTime.addAndGet(2_000_000_000);
            display.stepDone(step(3, null));
        });

        assertThat(events)
                .filteredOn(event -> event.getSummary().getValueCount() == 1
                        && event.getSummary().getValue(0).getTag().equals("progress/pictures-per-second"))
                .extracting(
                        Event::getStep, event -> event.getSummary().getValue(0).getSimpleValue())
                .containsExactly(tuple(2L, 32f), tuple(4L, 8f));
    }

    private List<Event> events() throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(folder)) {
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
