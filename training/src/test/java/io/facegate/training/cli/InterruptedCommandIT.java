package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.checkpoint.Checkpoint;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.SolidColourFaces;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, to a process of its own. */
@Timeout(300)
class InterruptedCommandIT {
    private static final int PICTURES = 320 - 3 * 7;
    private static final int FACES = 60 * DrawnFaces.PICTURES;

    @TempDir
    Path folder;

    @Test
    void aPreparationSaysWhatItKeptAndHowToGoOn() throws Exception {
        Path models = CommandLineRun.modelsWithTheBundle(folder);
        Path pictures = folder.resolve("a folder");
        CommandLineRun.of("draw --people 40 --pictures 8 --side 300 --to", pictures);
        Path prepared = folder.resolve("prepared");
        List<String> command = List.of(
                "prepare",
                pictures.resolve("images").toString(),
                "--to=" + prepared,
                "--models=" + models,
                "--rim",
                "4");

        String said = interrupt(command, prepared.resolve("prepared.json"));

        assertThat(said)
                .contains("Stopping after these pictures ...")
                .contains("Stopped; what is prepared is kept in " + prepared + ". The same command goes on from here:")
                .contains("  ./facegate prepare '%s' --to=%s --models=%s --rim 4"
                        .formatted(pictures.resolve("images"), prepared, models))
                .endsWith("ended with 130");
        int kept = lines(prepared);

        CommandLineRun rest = CommandLineRun.of("", command.toArray());
        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(lines(prepared)).isEqualTo(PICTURES);
        assertThat(number(rest.out(), "pictures prepared now")).isEqualTo(PICTURES - kept);
    }

    @Test
    void aTrainingSavesAndTheNextStartGoesOn() throws Exception {
        prepare("train", 60);
        prepare("val", 160);
        Path run = folder.resolve("a run");
        List<String> command = List.of(
                "train",
                "--training=" + folder.resolve("prepared-train"),
                "--validation=" + folder.resolve("prepared-val"),
                "--set=precision=float32",
                "--set=stages=[{epochs: 4, loss: {kind: softmax}, sampler: {kind: pictures, batch: 6}}]",
                "--to=" + run);

        String said = interrupt(command, run.resolve("checkpoints/step-000000000"));

        Checkpoint saved = RunFolder.checkpoints(run).last().orElseThrow();
        long step = saved.state().step();
        assertThat(step).as("steps before it was stopped").isBetween(1L, 11L);
        assertThat(said)
                .contains("Begins at step 0.")
                .contains("Stopping after this step, and saving ...")
                .contains("Stopped after step %d and saved in %s. The same command goes on from here:"
                        .formatted(step, run))
                .contains("  ./facegate train --training=%s".formatted(folder.resolve("prepared-train")))
                .contains(" '--set=stages=[{epochs: 4, loss: {kind: softmax}, ")
                .contains(" '--to=%s'".formatted(run))
                .endsWith("ended with 130");

        CommandLineRun rest = CommandLineRun.of("", command.toArray());
        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(rest.out())
                .contains("Goes on after step %d, the last that is saved.".formatted(step))
                .contains("The run is finished.");
        assertThat(RunFolder.checkpoints(run).last().orElseThrow().state().step())
                .isEqualTo(12);
    }

    private void prepare(String people, int green) throws IOException {
        for (int person = 0; person < 6; person++) {
            SolidColourFaces.write(folder.resolve(people), people + person, 3, 40 * person, green, 250 - 40 * person);
        }
        SolidColourFaces.prepare(folder.resolve(people), folder.resolve("prepared-" + people), new CropGeometry(32, 0));
    }

    @Test
    void aDetectorsTrainingSavesAndTheNextStartGoesOn() throws Exception {
        Path teacher = SharedData.path("models/mtcnn");
        Path drawn = folder.resolve("drawn");
        CommandLineRun.of("draw --people 12 --pictures 4 --side 200 --to", drawn);
        Path settings = Files.writeString(folder.resolve("settings.yaml"), """
                training: [{root: %1$s/images, identities: %1$s/train.txt}]
                validation: [{root: %1$s/images, identities: %1$s/val.txt}]
                threads: 1
                warmUpSteps: 5
                checkpointSteps: 1000
                validationSteps: 1000
                validationScenes: 2
                proposal: {steps: 250, scene: {side: 128}}
                refinement: {steps: 4, crops: 24, scene: {side: 160}}
                output: {steps: 4, crops: 12, scene: {side: 160}}
                landmarks: {steps: 2, crops: 12, faces: 4, cropsOfAFace: 8}
                """.formatted(drawn));
        Path run = folder.resolve("run");
        List<String> command = List.of(
                "train",
                "detector",
                settings.toString(),
                "--teacher=" + teacher,
                "--to=" + run,
                "--models=" + folder.resolve("models"),
                "--data-licence",
                "drawn");

        String said = interrupt(command, run.resolve("checkpoints/proposal/step-000000000"));

        assertThat(said)
                .contains("Stopping after this step, and saving ...")
                .contains("Stopped and saved in " + run + ". The same command goes on from here:")
                .contains("  ./facegate train detector %s --teacher=%s --to=%s".formatted(settings, teacher, run))
                .endsWith("ended with 130");
        long saved = RunFolder.checkpoints(run, "proposal")
                .last()
                .orElseThrow()
                .state()
                .stepOfStage();
        assertThat(saved).as("steps before it was stopped").isBetween(1L, 249L);

        CommandLineRun rest = CommandLineRun.of("", command.toArray());
        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(rest.out())
                .contains("proposal: Goes on after step %d, the last that is saved.".formatted(saved))
                .contains("refinement: Begins at step 0.");
        ModelDescriptor model = new ModelStore(folder.resolve("models")).list().get(0);
        assertThat(rest.out()).contains(model.id().value());
        assertThat(model.licence().weights()).isEqualTo("taught by davidsandberg/facenet: MIT (davidsandberg/facenet)");
        assertThat(model.licence().data())
                .isEqualTo("drawn; taught by davidsandberg/facenet: WIDER FACE and CelebA, for research");
        assertThat(model.provenance().settings()).containsEntry("teacher", "davidsandberg/facenet");
        assertThat(model.provenance().source())
                .containsKeys("teacher det1.npy", "teacher det2.npy", "teacher det3.npy");
    }

    /** The same prepared faces many times over, for several shards of a thousand. */
    @Test
    void teachingKeepsWholeThousandsSaysSoAndGoesOn() throws Exception {
        DrawnFaces faces = DrawnFaces.in(folder);
        String teacher = DrawnFaces.meanColour(folder, faces.models(), 48);
        Path prepared = folder.resolve("prepared");
        faces.run("prepare %s --to %s --face-size 48 --rim 2".formatted(faces.images(), prepared));
        Path taught = folder.resolve("taught");

        String said = interrupt(teach(faces, teacher, prepared, taught), taught.resolve("shard-00000.tsv"));

        assertThat(said)
                .contains("Stopping after this batch ...")
                .contains("Stopped; the whole thousands of faces are kept in " + taught
                        + ". The same command goes on from here:")
                .contains("  ./facegate teach " + prepared + " ")
                .endsWith("ended with 130");
        int kept = lines(taught);
        assertThat(kept).isPositive().isLessThan(FACES);
        assertThat(kept % 1000).isZero();

        CommandLineRun rest =
                CommandLineRun.of("", teach(faces, teacher, prepared, taught).toArray());
        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(lines(taught)).isEqualTo(FACES);
        Path whole = folder.resolve("whole");
        CommandLineRun.of("", teach(faces, teacher, prepared, whole).toArray());
        for (Path file : files(whole)) {
            assertThat(taught.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    private static List<String> teach(DrawnFaces faces, String teacher, Path prepared, Path target) {
        List<String> command = new ArrayList<>(List.of("teach"));
        command.addAll(Collections.nCopies(FACES / DrawnFaces.PICTURES, prepared.toString()));
        command.addAll(List.of("--to=" + target, "--teacher=" + teacher, "--models=" + faces.models()));
        return command;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static int number(String out, String name) {
        return out.lines()
                .filter(line -> line.matches(name + " +[0-9]+"))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(out));
    }

    /** Of the tables of contents: a line is a picture that needn't be prepared again. */
    private static int lines(Path prepared) throws IOException {
        int lines = 0;
        try (Stream<Path> indexes = Files.list(prepared)) {
            for (Path index :
                    indexes.filter(file -> file.toString().endsWith(".tsv")).toList()) {
                lines += Files.readAllLines(index).size() - 1;
            }
        }
        return lines;
    }

    /**
     * @param file as soon as it is there
     * @return everything that the process said
     */
    private static String interrupt(List<String> arguments, Path file) throws IOException, InterruptedException {
        // whoever runs the tests in the background of a shell ignores SIGINT, and so would a JVM that it starts
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                FacegateCli.class.getName()));
        command.addAll(arguments);
        Path said = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            while (!Files.exists(file) && process.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return Files.readString(said) + "\nended with " + process.exitValue();
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
