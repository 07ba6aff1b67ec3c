package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C to a process of its own; as SIGTERM, for which a JVM does the same: SIGINT is ignored where the tests themselves run in
 * the background of a shell.
 */
@Timeout(300)
class InterruptedCommandIT {
    private static final int PICTURES = 320 - 3 * 7;

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
                .endsWith("ended with 143");
        int kept = lines(prepared);

        CommandLineRun rest = CommandLineRun.of("", command.toArray());
        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(lines(prepared)).isEqualTo(PICTURES);
        assertThat(number(rest.out(), "pictures prepared now")).isEqualTo(PICTURES - kept);
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
        List<String> command = new ArrayList<>(List.of(
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
            process.destroy();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return Files.readString(said) + "\nended with " + process.exitValue();
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
