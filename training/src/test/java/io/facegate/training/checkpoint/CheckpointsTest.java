package io.facegate.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import io.facegate.training.schedule.Plateau;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    /** What a run saves: the best in its middle, a step twice as stages' ends once did, and more after that. */
    private static final List<RunState> RUN =
            List.of(state(0, -1), state(10, -1), state(20, 20), state(30, 20), state(30, 20), state(40, 20));

    @TempDir
    private Path run;

    private Path folder;
    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        folder = run.resolve("checkpoints");
        checkpoints = RunFolder.checkpoints(run);
    }

    @Test
    void keepsTheLastAndTheBest() throws IOException {
        assertThat(checkpoints.last()).isEmpty();
        assertThat(checkpoints.best()).isEmpty();
        RunState best = state(20, 20);
        write(state(10, -1));
        write(best);
        write(state(30, 20));
        RunState last = new RunState(40, 1, 5, new Plateau(0.5, 2, 1, 0.75), new LossScale(8, 3), 0.9, 20);
        write(last);

        assertThat(checkpoints.last().orElseThrow().state()).isEqualTo(last);
        assertThat(checkpoints.best().orElseThrow().state()).isEqualTo(best);
        assertThat(weights(checkpoints.best().orElseThrow())).isEqualTo("weights of 20");
        assertThat(names()).containsExactly("step-000000020", "step-000000040");
    }

    @Test
    void aKillBetweenAnyTwoChangesOfTheDiskLosesNothing() throws IOException {
        int changes = saveAll(BreakingDisk.thatHolds(), run.resolve("whole"));
        assertThat(changes).isGreaterThan(80);

        for (int kill = 0; kill < changes; kill++) {
            Path killed = run.resolve("killed-" + kill);
            BreakingDisk disk = new BreakingDisk(kill);
            int saved = saveAll(disk, killed);

            String moment = "killed after " + disk.changes;
            Checkpoints next = RunFolder.checkpoints(killed);
            Checkpoints.Found found = next.find();
            assertThat(found.damaged()).as(moment).isEmpty();
            Checkpoint newest = found.newest();
            if (newest == null) {
                assertThat(saved).as(moment).isZero();
                continue;
            }
            // what was saved, or what was just being saved
            assertThat(RUN.subList(Math.max(0, saved - 1), Math.min(RUN.size(), saved + 1)))
                    .as(moment)
                    .contains(newest.state());
            assertThat(weights(newest)).isEqualTo("weights of " + newest.state().step());
            if (newest.state().bestStep() >= 0) {
                assertThat(next.best().orElseThrow().state().step()).as(moment).isEqualTo(20);
            }
            save(next, state(50, 20), 50);
            assertThat(names(killed.resolve("checkpoints")))
                    .as(moment)
                    .contains("step-000000050")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    /** @return how many changes it took, or of a process that was killed, how many checkpoints it saved */
    private static int saveAll(BreakingDisk disk, Path run) throws IOException {
        Files.createDirectory(run);
        Checkpoints checkpoints =
                new Checkpoints(new Beginnings(run.resolve("begun.txt")), run.resolve("checkpoints"), disk);
        int saved = 0;
        try {
            for (RunState state : RUN) {
                save(checkpoints, state, state.step());
                saved++;
            }
        } catch (BreakingDisk.Killed e) {
            return saved;
        }
        return disk.changes.size();
    }

    @Test
    void isOnTheDiskBeforeAnOlderOneGoes() throws IOException {
        write(state(10, -1));
        BreakingDisk disk = BreakingDisk.thatHolds();
        save(new Checkpoints(new Beginnings(run.resolve("begun.txt")), folder, disk), state(20, -1), 20);

        assertThat(disk.changes)
                .containsSubsequence(
                        "write state.json",
                        "write manifest.json",
                        "sync manifest.json",
                        "sync state.json",
                        "sync variables",
                        "sync unfinished",
                        "move unfinished to step-000000020",
                        "sync checkpoints",
                        "move step-000000010 to trash-step-000000010",
                        "delete state.json");
    }

    @Test
    void aCheckpointThatBreaksOffIsNone() throws IOException {
        write(state(10, -1));

        assertThatThrownBy(() -> checkpoints.write(state(20, -1), prefix -> {
                    writeString(prefix, "half");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(checkpoints.last().orElseThrow().state().step()).isEqualTo(10);
        write(state(30, -1));
        assertThat(names()).containsExactly("step-000000030");
    }

    @ParameterizedTest
    @ValueSource(strings = {"variables", "state.json", "manifest.json"})
    void passesOverWhatIsDamagedAndSaysSo(String file) throws IOException {
        write(state(20, 20));
        write(state(30, 20));
        Path damaged = folder.resolve("step-000000030").resolve(file);
        byte[] whole = Files.readAllBytes(damaged);

        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 4;
        for (byte[] contents : List.of(new byte[0], Arrays.copyOf(whole, whole.length - 1), flipped)) {
            Files.write(damaged, contents);
            Checkpoints.Found found = checkpoints.find();
            assertThat(checkpoints.last().orElseThrow().state()).isEqualTo(state(20, 20));
            assertThat(found.damaged()).singleElement().asString().contains("step-000000030", file);
        }
        Files.delete(damaged);
        assertThat(checkpoints.find().damaged()).containsExactly("step-000000030: %s is missing".formatted(file));

        // the same step once more, beside the damaged one, which goes
        write(state(30, 20));
        assertThat(checkpoints.find())
                .satisfies(found -> assertThat(found.damaged()).isEmpty());
        assertThat(checkpoints.last().orElseThrow().state()).isEqualTo(state(30, 20));
        assertThat(names()).containsExactly("step-000000020", "step-000000030-02");
    }

    @Test
    void doesNotBeginAnewByItself() throws IOException {
        write(state(10, -1));
        Files.delete(folder.resolve("step-000000010/variables"));
        assertThatThrownBy(() -> checkpoints.find())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("step-000000010: variables is missing")
                .hasMessageContaining("--begin-anew");

        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        assertThatThrownBy(() -> checkpoints.find())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("none is left");

        RunFolder.open(run, true).close();
        assertThat(checkpoints.find().newest()).isNull();
    }

    @Test
    void saysThatTheBestOneIsDamaged() throws IOException {
        write(state(20, 20));
        write(state(30, 20));
        Files.writeString(folder.resolve("step-000000020/variables"), "WEIGHTS of 20");

        assertThatThrownBy(() -> checkpoints.best())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("of step 20")
                .hasMessageContaining("variables does not fit its checksum");
        assertThat(checkpoints.last().orElseThrow().state().step()).isEqualTo(30);
    }

    @Test
    void saysThatTheBestOneIsGone() throws IOException {
        write(state(20, 20));
        write(state(30, 20));
        Files.move(folder.resolve("step-000000020"), run.resolve("elsewhere"));

        assertThatThrownBy(() -> checkpoints.best())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("of step 20, can't be used: it is gone")
                .hasMessageContaining("Maybe take the last one");
    }

    @Test
    void ofTheBestStepAWholeCopyWillDo() throws IOException {
        write(state(20, 20));
        Files.delete(folder.resolve("step-000000020/variables"));
        save(checkpoints, state(20, 20), 20);
        write(state(30, 20));

        assertThat(checkpoints.best().orElseThrow().variables())
                .isEqualTo(folder.resolve("step-000000020-02/variables"));
    }

    @Test
    void oneThatIsTheBestItselfIsKeptAlone() throws IOException {
        write(state(20, 20));
        write(state(30, 30));

        assertThat(names()).containsExactly("step-000000030");
        assertThat(checkpoints.best().orElseThrow().state()).isEqualTo(state(30, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"an empty folder", "a file", "a folder with other files"})
    void whatIsNamedLikeACheckpointAndIsNoneIsPassedOver(String what) throws IOException {
        write(state(20, 20));
        Path named = folder.resolve("step-000000099");
        switch (what) {
            case "a file" -> Files.writeString(named, "by hand");
            case "an empty folder" -> Files.createDirectory(named);
            default -> Files.writeString(Files.createDirectory(named).resolve("weights"), "by hand");
        }

        assertThat(checkpoints.find().damaged()).containsExactly("step-000000099: manifest.json is missing");
        assertThat(checkpoints.last().orElseThrow().state()).isEqualTo(state(20, 20));

        // the next one that is saved has the run's state, so what is no checkpoint goes
        write(state(30, 20));
        assertThat(names()).containsExactly("step-000000020", "step-000000030");
    }

    @Test
    void everyDamagedOneIsNamedNewestFirst() throws IOException {
        write(state(20, 20));
        write(state(30, 20));
        Files.writeString(folder.resolve("step-000000030/state.json"), "{}");
        Files.delete(folder.resolve("step-000000020/manifest.json"));

        assertThatThrownBy(() -> checkpoints.find())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("(step-000000030: state.json has 2 bytes instead of ")
                .hasMessageContaining("; step-000000020: manifest.json is missing)");
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNextOneThatIsSaved() throws IOException {
        write(state(10, -1));
        Files.writeString(Files.createDirectories(folder.resolve("unfinished")).resolve("variables"), "half");
        Files.createDirectories(folder.resolve("trash-step-000000001/deep"));
        Files.writeString(folder.resolve("notes.txt"), "of a person");

        assertThat(checkpoints.find().damaged()).isEmpty();
        write(state(20, -1));

        assertThat(names()).containsExactly("notes.txt", "step-000000020");
        assertThat(weights(checkpoints.last().orElseThrow())).isEqualTo("weights of 20");
    }

    @Test
    void aRunHasBegunOnceItsFirstStateIsSavedThoughNoStepWasDone() throws IOException {
        write(state(0, -1));
        Files.move(folder, run.resolve("elsewhere"));

        assertThatThrownBy(() -> checkpoints.last())
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("none is left");
        assertThat(RunFolder.checkpoints(run.resolve("another")).last()).isEmpty();
    }

    private static RunState state(long step, long bestStep) {
        return new RunState(step, 0, step, Plateau.START, LossScale.START, bestStep < 0 ? -1 : 0.9, bestStep);
    }

    private void write(RunState state) throws IOException {
        save(checkpoints, state, state.step());
    }

    private static void save(Checkpoints checkpoints, RunState state, long step) throws IOException {
        checkpoints.write(state, prefix -> writeString(prefix, "weights of " + step));
    }

    private static String weights(Checkpoint checkpoint) throws IOException {
        return Files.readString(checkpoint.variables());
    }

    private List<String> names() throws IOException {
        return names(folder);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> kept = Files.list(folder)) {
            return kept.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void writeString(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
