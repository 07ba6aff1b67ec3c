package io.facegate.training.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.dataset.DatasetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PeopleOptionsTest {
    @Command(name = "of-people")
    private static final class OfPeople {
        @Mixin
        private PeopleOptions people = new PeopleOptions();
    }

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void takePictures() throws IOException {
        for (String file : List.of("bob/2.jpg", "bob/1.jpg", "ann/1.jpg", "ann/notes.txt", "cy/read-me.txt")) {
            Path path = folder.resolve("faces").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "whatever the name says");
        }
        Files.writeString(folder.resolve("some.txt"), "bob\n");
    }

    private PeopleOptions options(String... more) {
        OfPeople command = new OfPeople();
        String[] arguments = new String[more.length + 1];
        arguments[0] = "--images=" + folder.resolve("faces");
        System.arraycopy(more, 0, arguments, 1, more.length);
        new CommandLine(command).parseArgs(arguments);
        return command.people;
    }

    private Map<String, List<Path>> pictures(PeopleOptions options) throws IOException {
        return options.pictures(new PrintWriter(err));
    }

    @Test
    void everyoneWithAPictureIsThereInOrder() throws IOException {
        Path faces = folder.resolve("faces");

        assertThat(pictures(options()))
                .containsExactly(
                        Map.entry("ann", List.of(faces.resolve("ann/1.jpg"))),
                        Map.entry("bob", List.of(faces.resolve("bob/1.jpg"), faces.resolve("bob/2.jpg"))));
        assertThat(err.toString()).containsPattern("passed over: not a picture +2: ann/notes.txt, cy/read-me.txt");
    }

    @Test
    void aListSaysWhoIsTaken() throws IOException {
        assertThat(pictures(options("--identities=" + folder.resolve("some.txt"))))
                .containsOnlyKeys("bob");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theDescriptionNamesNoFolderOfTheMachine() {
        assertThat(options().describe()).isEqualTo("faces");
        assertThat(options("--identities=" + folder.resolve("some.txt")).describe())
                .isEqualTo("faces, some.txt");
        assertThat(PeopleOptions.name(folder.resolve("faces/../faces/."))).isEqualTo("faces");
    }

    @Test
    void aListThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> pictures(options("--identities=" + folder.resolve("none.txt"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.txt");
        assertThatThrownBy(() -> new CommandLine(new OfPeople()).parseArgs())
                .hasMessage("Missing required option: '--images=DIR'");
    }

    @Test
    void aFileIsNoFolderOfPeople() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        OfPeople command = new OfPeople();
        new CommandLine(command).parseArgs("--images=" + folder.resolve("file"));

        assertThatThrownBy(() -> pictures(command.people))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not a folder");
    }
}
