package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RecipeTest {
    @TempDir
    private Path folder;

    private Path recipe(String yaml) throws IOException {
        return Files.writeString(folder.resolve("recipe.yaml"), yaml);
    }

    private CommandLineRun make(Path recipe) {
        return CommandLineRun.of("make", recipe, "--journal", folder.resolve("done"));
    }

    private String draw(String name, int people) {
        return "draw --people %d --pictures 2 --side 100 --to %s".formatted(people, folder.resolve(name));
    }

    @Test
    void wordsAreAsAShellWouldTakeThem() {
        assertThat(Recipe.words("train a.yaml  --set 'stages=[{epochs: 4}]' --to \"a run\""))
                .containsExactly("train", "a.yaml", "--set", "stages=[{epochs: 4}]", "--to", "a run");
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws IOException {
        Path recipe = recipe("steps:\n  - %s\n  - %s\n".formatted(draw("a", 8), draw("b", 8)));

        CommandLineRun first = make(recipe);
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("0 of 2 steps are done.", "Step 2 of 2: ./facegate draw", "All 2 steps are done.");

        CommandLineRun again = make(recipe);
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("2 of 2 steps are done.").doesNotContain("Step ");
    }

    @Test
    void whatFailsStopsTheRestAndIsTriedAgain() throws IOException {
        String bad = draw("b", 8).replace("--people 8", "--people 0");
        CommandLineRun failed =
                make(recipe("steps:\n  - %s\n  - %s\n  - %s\n".formatted(draw("a", 8), bad, draw("c", 8))));

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.out()).contains("Stopped at step 2 of 3.");
        assertThat(failed.err()).contains("people (0)");
        assertThat(folder.resolve("c")).doesNotExist();

        CommandLineRun mended =
                make(recipe("steps:\n  - %s\n  - %s\n  - %s\n".formatted(draw("a", 8), draw("b", 8), draw("c", 8))));
        assertThat(mended.out()).contains("1 of 3 steps are done.", "Step 2 of 3", "All 3 steps are done.");
        assertThat(folder.resolve("c")).exists();
    }

    @Test
    void afterAStepThatChangedAllIsToBeDone() throws IOException {
        Journal journal = new Journal(folder.resolve("new/done"));
        assertThat(journal.done(List.of("a", "b"))).isZero();
        journal.write(List.of("a", "b", "c"));

        assertThat(journal.done(List.of("a", "b", "c", "d"))).isEqualTo(3);
        assertThat(journal.done(List.of("a", "x", "c"))).isEqualTo(1);
        assertThat(journal.done(List.of("a"))).isEqualTo(1);
    }

    @Test
    void whatIsNoRecipeIsSaid() throws IOException {
        assertThatThrownBy(() -> Recipe.read(recipe("steps: []")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("steps ([]) must be commands, and at least one");
        assertThatThrownBy(() -> Recipe.read(recipe("{steps: [a], more: 1}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no setting more.");
    }

    /** A recipe that is long in the making must not fail at its end for a word. */
    @Test
    void everyStepOfTheDefaultBundleIsACommand() throws IOException {
        for (String step :
                Recipe.read(Path.of("../presets/make-default-bundle.yaml")).steps()) {
            CommandLine.ParseResult parsed =
                    FacegateCli.commandLine().parseArgs(Recipe.words(step).toArray(String[]::new));
            assertThat(parsed.hasSubcommand()).as(step).isTrue();
        }
    }
}
