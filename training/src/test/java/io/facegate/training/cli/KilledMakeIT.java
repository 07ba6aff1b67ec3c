package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.checkpoint.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a calibrated model by one command, killed on the way: small networks, made-up people. */
@Timeout(580)
class KilledMakeIT {
    private static final String TRAINING = """
            precision: float32
            threads: 1
            checkpointSteps: 3
            network: {dimension: 16, dropout: 0}
            stages:
              - name: narrow
                width: 0.0625
                faceSize: 32
                epochs: 2
                loss: {kind: distillation, projection: true}
                sampler: {kind: pictures, batch: 16, weights: [1, 0.5]}
                averaging: {decay: 0.9}
              - name: wide
                width: 0.125
                epochs: 1
                loss: {kind: distillation, projection: true}
                sampler: {kind: pictures, batch: 16}
                averaging: {decay: 0.9}
            """;

    @TempDir
    private Path folder;

    private Path recipe(String name, Path models, String teacher) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(place.resolve("bundle"));
        Files.createSymbolicLink(
                place.resolve("bundle/default"), Path.of("../models/default").toRealPath());
        Files.writeString(place.resolve("training.yaml"), TRAINING);
        return Files.writeString(place.resolve("recipe.yaml"), """
                steps:
                  - draw --people 40 --pictures 4 --side 100 --to $/drawn
                  - prepare $/drawn/images --identities $/drawn/train.txt --face-size 48 --rim 2 --to $/train --models $MODELS
                  - prepare $/drawn/images --identities $/drawn/val.txt --face-size 48 --rim 2 --to $/val --models $MODELS
                  - teach $/train --copies 2 --blended 0.5 --leave-out $/val --more-similar-than 0.99999 --teacher $TEACHER --models $MODELS --to $/taught
                  - teach $/val --unchanged --teacher $TEACHER --models $MODELS --to $/taught-val
                  - train $/training.yaml --training $/taught/1 --training $/taught/2 --validation $/taught-val --models $MODELS --to $/run
                  - models export $/run --storage int8 --only --models $/bundle
                  - models calibrate --images $/drawn/images --identities $/drawn/val.txt --models $/bundle
                """.replace("$MODELS", models.toString())
                .replace("$TEACHER", teacher)
                .replace("$/", place + "/"));
    }

    @Test
    void whereverItIsKilledItEndsWithACalibratedModel() throws Exception {
        Path models = CommandLineRun.modelsWithTheBundle(folder);
        String teacher = DrawnFaces.meanColour(folder, models, 48);
        Path whole = recipe("whole", models, teacher);
        CommandLineRun run = CommandLineRun.of("make", whole, "--journal", folder.resolve("whole/done"));
        assertThat(run.status()).as(run.err()).isZero();

        Path killed = recipe("killed", models, teacher);
        for (String sign :
                List.of("train/prepared.json", "taught/unchanged", "taught/2", "run/checkpoints", "bundle/")) {
            killAt(killed, sign);
        }
        CommandLineRun rest = CommandLineRun.of("make", killed, "--journal", folder.resolve("killed/done"));

        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(rest.out()).contains("All 8 steps are done.");
        assertThat(weights("killed")).as("one model, and no half of another").hasSize(1);
        assertThat(step("killed")).as("steps that were trained").isEqualTo(step("whole"));
        assertThat(calibrated("killed")).isTrue();
    }

    /** The exported networks and their sizes. */
    private Map<String, Long> weights(String name) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(name).resolve("bundle"))) {
            for (Path model : files.filter(each -> each.getFileName().toString().startsWith("resnet50-"))
                    .toList()) {
                sizes.put(model.getFileName().toString(), Files.size(model.resolve("saved_model.pb")));
            }
        }
        return sizes;
    }

    private long step(String name) throws IOException {
        return RunFolder.checkpoints(folder.resolve(name).resolve("run"))
                .last()
                .orElseThrow()
                .state()
                .step();
    }

    private boolean calibrated(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("bundle"), 2)) {
            Path description = files.filter(each -> each.endsWith("model.json"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(description).contains("\"calibration\"");
        }
    }

    /** Kills without a warning as soon as a file is there; with a slash, as soon as it has a model. */
    private void killAt(Path recipe, String sign) throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FacegateCli.class.getName(),
                        "make",
                        recipe.toString(),
                        "--journal",
                        folder.resolve("killed/done").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            while (process.isAlive() && !there(sign)) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean there(String sign) throws IOException {
        return sign.endsWith("/")
                ? !weights("killed").isEmpty()
                : Files.exists(folder.resolve("killed").resolve(sign));
    }
}
