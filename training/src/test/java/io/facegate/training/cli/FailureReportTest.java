package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import io.facegate.training.cli.models.ModelsCommand;
import io.facegate.training.configuration.ConfigurationException;
import io.facegate.training.dataset.DatasetException;
import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class FailureReportTest {
    static Stream<Exception> ofUsers() {
        return Stream.of(
                new ConfigurationException("a plain message"),
                new DatasetException("a plain message"),
                new TrainingException("a plain message"),
                new ModelException("a plain message"),
                new IOException("a plain message"),
                new UncheckedIOException(new IOException("a plain message")));
    }

    @ParameterizedTest
    @MethodSource("ofUsers")
    void whatAUserCanMendIsAMessage(Exception failure) throws Exception {
        assertThat(report(failure)).isEqualTo("a plain message" + System.lineSeparator());
    }

    @Test
    void aPathAloneIsASentenceToo() throws Exception {
        assertThat(report(new NoSuchFileException("faces")))
                .startsWith("There is no file faces.")
                .contains("Maybe check the path");
        assertThat(report(new UncheckedIOException(new NoSuchFileException("faces"))))
                .as("from within a stream")
                .startsWith("There is no file faces.");
        assertThat(report(new AccessDeniedException("faces"))).startsWith("File faces must not be accessed.");
        assertThat(report(new FileAlreadyExistsException("faces"))).startsWith("faces is a file where a folder");
        assertThat(report(new IOException())).startsWith("IOException");
    }

    @Test
    void defectsKeepTheirStackTrace() {
        IllegalStateException defect = new IllegalStateException("defect");
        CommandLine command = new CommandLine(new ModelsCommand());

        assertThatThrownBy(() -> new FailureReport().handleExecutionException(defect, command, command.parseArgs()))
                .isSameAs(defect);
    }

    private static String report(Exception failure) throws Exception {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new ModelsCommand()).setErr(new PrintWriter(err, true));
        int status = new FailureReport().handleExecutionException(failure, command, command.parseArgs());
        assertThat(status).isEqualTo(1);
        return err.toString();
    }
}
