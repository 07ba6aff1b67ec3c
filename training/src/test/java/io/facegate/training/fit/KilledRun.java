package io.facegate.training.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that trains and writes down the loss of every step, to be killed. */
final class KilledRun {
    static final String SETTINGS = """
            precision: float32
            threads: 1
            checkpointSteps: 7
            stages:
              - name: softmax
                epochs: 40
                loss: {kind: softmax, scale: 8}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: 0.02, head: 0.02}
                earlyStopping: {patience: 100}
            """;

    private KilledRun() {}

    /** Arguments: folder of {@link FaceColours}, folder of checkpoints, file for the losses. */
    public static void main(String[] arguments) throws IOException {
        FaceColours faces = new FaceColours(Path.of(arguments[0]));
        RunSettings settings = faces.settings(SETTINGS);
        Path losses = Path.of(arguments[2]);
        new RecordedRun().fit(faces, settings, Path.of(arguments[1]), new RunListener() {
            @Override
            public void stepDone(Step step) {
                try {
                    Files.writeString(
                            losses,
                            "%d %s%n".formatted(step.step(), step.loss()),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void epochDone(Epoch epoch) {}
        });
    }
}
