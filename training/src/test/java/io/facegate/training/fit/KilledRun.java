package io.facegate.training.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that trains and writes down the loss of every step, to be killed. */
final class KilledRun {
    private KilledRun() {}

    /**
     * @param checkpointSteps with 1, most of its time goes into saving and deleting
     */
    static String settings(int epochs, int checkpointSteps) {
        return """
            precision: float32
            threads: 1
            checkpointSteps: %d
            stages:
              - name: softmax
                epochs: %d
                loss: {kind: softmax, scale: 8}
                sampler: {kind: pictures, batch: 16}
                rates: {backbone: 0.02, head: 0.02}
                earlyStopping: {patience: 10000}
            """.formatted(checkpointSteps, epochs);
    }

    /** Arguments: folder of {@link FaceColours}, folder of checkpoints, file for the losses, epochs, checkpointSteps. */
    public static void main(String[] arguments) throws IOException {
        FaceColours faces = new FaceColours(Path.of(arguments[0]));
        RunSettings settings = faces.settings(settings(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4])));
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
