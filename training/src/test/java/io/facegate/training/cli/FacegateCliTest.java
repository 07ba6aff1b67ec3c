package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class FacegateCliTest {

    /** Every command and every command within one, by how it is typed. */
    static Stream<String> commands() {
        List<String> all = new ArrayList<>();
        collect("", FacegateCli.commandLine(), all);
        return all.stream();
    }

    private static void collect(String typed, CommandLine command, List<String> all) {
        for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
            String path = (typed + " " + inner.getKey()).strip();
            all.add(path);
            collect(path, inner.getValue(), all);
        }
    }

    @Test
    void theseAreTheCommandsThatTheLauncherKnows() {
        assertThat(commands())
                .containsExactlyInAnyOrder(
                        "models",
                        "models get",
                        "models import",
                        "models import mtcnn",
                        "models import onnx",
                        "models import espdl",
                        "models new",
                        "models new resnet50",
                        "models export",
                        "models export onnx",
                        "models quantize",
                        "models calibrate",
                        "models prototypes",
                        "models list",
                        "models verify",
                        "make",
                        "evaluate bad-pictures",
                        "evaluate faces",
                        "draw",
                        "prepare",
                        "teach",
                        "train",
                        "train detector",
                        "evaluate",
                        "evaluate pairs",
                        "evaluate people",
                        "evaluate identification",
                        "evaluate quality",
                        "evaluate detector",
                        "tsne",
                        "bench",
                        "bench compare",
                        "bench roofline",
                        "bench training");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndEveryOptionOfItIsDescribed(String command) {
        CommandLineRun run = CommandLineRun.of(command + " --help");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: facegate " + command).doesNotContain("${");
        CommandLine line = FacegateCli.commandLine();
        for (String name : command.split(" ")) {
            line = Objects.requireNonNull(line.getSubcommands().get(name));
        }
        assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(line.getCommandSpec().options())
                .allSatisfy(option -> assertThat(String.join("", option.description()))
                        .as(option.longestName())
                        .isNotBlank()
                        .endsWith("."))
                .extracting(OptionSpec::longestName)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("--[a-z]+(-[a-z]+)*"), "long and in lower case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "models", "models import", "models new", "evaluate"})
    void aCommandWithoutWhatItDoesShowsWhatThereIs(String command) {
        CommandLineRun run = CommandLineRun.of(command);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required subcommand").contains("Commands:");
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearest() {
        CommandLineRun run = CommandLineRun.of("evalute people");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Unmatched arguments from index 0: 'evalute', 'people'")
                .contains("Did you mean: facegate evaluate");
    }

    @Test
    void aModelIdThatNoModelCanHaveIsNamed() {
        CommandLineRun run = CommandLineRun.of("tsne --images . --embedder", "../x");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Invalid value for option '--embedder'")
                .contains("Model id (../x) must be");
    }
}
