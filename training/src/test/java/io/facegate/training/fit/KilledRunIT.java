package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.checkpoint.RunState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EPOCHS = 40;
    private static final int STEPS = 3 * EPOCHS;
    private static final int CHECKPOINT_STEPS = 7;
    /** More with {@code -Dfacegate.kills=50}; each takes some three seconds. */
    private static final int RANDOM_KILLS = Integer.getInteger("facegate.kills", 3);

    @TempDir
    private Path folder;

    @Test
    void aRunThatWasKilledTwiceHasTheLossesOfOneThatWasNot() throws Exception {
        FaceColours faces = FaceColours.in(folder);
        RecordedRun whole = RecordedRun.of(
                faces, faces.settings(KilledRun.settings(EPOCHS, CHECKPOINT_STEPS)), folder.resolve("whole"));

        killAfter(25);
        killAfter(70);
        finish(start(EPOCHS, CHECKPOINT_STEPS));

        assertThat(Files.readAllLines(losses()))
                .as("steps after the last checkpoint are done again")
                .hasSizeGreaterThan(STEPS);
        assertThat(lossesByStep()).isEqualTo(whole.losses());
    }

    @Test
    void killsAtRandomMomentsOfSavingAndDeletingLoseNothing() throws Exception {
        FaceColours faces = FaceColours.in(folder);
        int epochs = 10 + 8 * RANDOM_KILLS;
        RecordedRun whole =
                RecordedRun.of(faces, faces.settings(KilledRun.settings(epochs, 1)), folder.resolve("whole"));
        Random random = new Random(1);

        long saved = -1;
        for (int kill = 0; kill < RANDOM_KILLS; kill++) {
            int lines = lines();
            Process process = start(epochs, 1);
            int more = lines + 1 + random.nextInt(20);
            if (kill % 5 == 0) { // at any moment from its start
                awaitLines(process, more, Instant.now().plusMillis(random.nextInt(3000)));
            } else {
                awaitLines(process, more);
            }
            assertThat(process.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS))
                    .as("the run ended by itself")
                    .isFalse();
            process.destroyForcibly();
            assertThat(process.waitFor()).isEqualTo(128 + 9);

            long now = RunFolder.checkpoints(folder.resolve("killed"))
                    .last()
                    .map(last -> last.state().step())
                    .orElse(-1L);
            assertThat(now).as("kill %d", kill).isGreaterThanOrEqualTo(Math.max(saved, lines() - 1 - kill));
            saved = now;
        }
        finish(start(epochs, 1));

        assertThat(lossesByStep()).isEqualTo(whole.losses());
        assertThat(lines()).as("a kill costs one step").isLessThanOrEqualTo(3 * epochs + RANDOM_KILLS);
    }

    @Test
    void aRunThatIsAskedToStopSavesWhereItIsAndGoesOnFromThere() throws Exception {
        FaceColours.in(folder);

        Process process = start(EPOCHS, CHECKPOINT_STEPS);
        awaitLines(process, 25);
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);

        int done = lines();
        RunState saved = RunFolder.checkpoints(folder.resolve("killed"))
                .last()
                .orElseThrow()
                .state();
        assertThat(saved.step()).as("nothing is lost").isEqualTo(done);
        finish(start(EPOCHS, CHECKPOINT_STEPS));
        assertThat(Files.readAllLines(losses())).as("nothing is done again").hasSize(STEPS);
    }

    private Path losses() {
        return folder.resolve("losses.txt");
    }

    private int lines() throws IOException {
        return Files.exists(losses()) ? Files.readAllLines(losses()).size() : 0;
    }

    /** Of steps that were done again, the losses must be the same. */
    private Map<Long, Double> lossesByStep() throws IOException {
        Map<Long, Double> found = new TreeMap<>();
        for (String line : Files.readAllLines(losses())) {
            List<String> fields = List.of(line.split(" ", -1));
            long step = Long.parseLong(fields.get(0));
            double loss = Double.parseDouble(fields.get(1));
            assertThat(found.getOrDefault(step, loss))
                    .as("step %d done again", step)
                    .isEqualTo(loss);
            found.put(step, loss);
        }
        return found;
    }

    private void killAfter(int lines) throws Exception {
        Process process = start(EPOCHS, CHECKPOINT_STEPS);
        awaitLines(process, lines);
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private static void finish(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private void awaitLines(Process process, int lines) throws Exception {
        awaitLines(process, lines, Instant.now().plus(PATIENCE));
        assertThat(lines()).isGreaterThanOrEqualTo(lines);
    }

    /** Waits for the lines, or the moment if it comes first. */
    private void awaitLines(Process process, int lines, Instant latest) throws Exception {
        while (lines() < lines && Instant.now().isBefore(latest)) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS))
                    .as("the run ended by itself")
                    .isFalse();
        }
    }

    private Process start(int epochs, int checkpointSteps) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        folder.toString(),
                        folder.resolve("killed").toString(),
                        losses().toString(),
                        Integer.toString(epochs),
                        Integer.toString(checkpointSteps))
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "output.txt"))
                .start();
    }
}
