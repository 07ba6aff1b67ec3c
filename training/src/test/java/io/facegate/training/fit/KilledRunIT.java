package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void aRunThatWasKilledTwiceHasTheLossesOfOneThatWasNot() throws Exception {
        FaceColours faces = FaceColours.in(folder);
        RecordedRun whole = RecordedRun.of(faces, faces.settings(KilledRun.SETTINGS), folder.resolve("whole"));

        killAfter(25);
        killAfter(70);
        Process last = start();
        assertThat(last.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(last.exitValue()).isZero();
        List<String> lines = Files.readAllLines(losses());
        assertThat(lines).as("steps after the last checkpoint are done again").hasSizeGreaterThan(120);
        Map<Long, Double> found = new TreeMap<>();
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            long step = Long.parseLong(fields[0]);
            double loss = Double.parseDouble(fields[1]);
            assertThat(found.getOrDefault(step, loss))
                    .as("step %d done again", step)
                    .isEqualTo(loss);
            found.put(step, loss);
        }
        assertThat(found).isEqualTo(whole.losses());
    }

    @Test
    void aRunThatIsAskedToStopSavesWhereItIsAndGoesOnFromThere() throws Exception {
        FaceColours.in(folder);

        Process process = start();
        awaitLines(process, 25);
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);

        int done = Files.readAllLines(losses()).size();
        RunState saved =
                new Checkpoints(folder.resolve("killed")).last().orElseThrow().state();
        assertThat(saved.step()).as("nothing is lost").isEqualTo(done);
        Process next = start();
        assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(losses())).as("nothing is done again").hasSize(120);
    }

    private Path losses() {
        return folder.resolve("losses.txt");
    }

    private void killAfter(int lines) throws Exception {
        Process process = start();
        awaitLines(process, lines);
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private void awaitLines(Process process, int lines) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Files.notExists(losses()) || Files.readAllLines(losses()).size() < lines) {
            assertThat(process.isAlive()).as("the run ended by itself").isTrue();
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(5);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        folder.toString(),
                        folder.resolve("killed").toString(),
                        losses().toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "output.txt"))
                .start();
    }
}
