package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.fit.Resumption;
import io.facegate.training.fit.RunListener;
import io.facegate.training.tfrecord.RecordFile;
import io.facegate.training.tracking.EventFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog.SessionStatus;

class RunDisplayTest {
    @TempDir
    private Path folder;

    @Test
    void marksTheStepsThatAreDoneAgainAndKeepsTheValidationBeforeThem() throws IOException {
        StringWriter out = new StringWriter();
        try (EventFile events = new EventFile(folder);
                RunDisplay display = new RunDisplay(new PrintWriter(out), events)) {
            display.started(new Resumption(20, true, List.of("step-000000030: variables is missing")));
            display.stepDone(new RunListener.Step(20, "softmax", 1, 6, 2, 18, 16, 0.5, 0.1, 1, 0.3, 1e-3, 1e-3));
        }

        assertThat(out.toString()).contains("after step 20", "step-000000030: variables is missing");
        List<Event> events = events();
        Event start = events.get(1);
        assertThat(start.getSessionLog().getStatus()).isEqualTo(SessionStatus.START);
        // a validation is of the steps that were done before it, 20 here: it is not done again, and must stay
        assertThat(start.getStep()).isEqualTo(21);
        assertThat(events.subList(2, events.size())).isNotEmpty().allSatisfy(event -> assertThat(event.getStep())
                .isEqualTo(21));
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
