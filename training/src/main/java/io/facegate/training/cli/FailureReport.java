package io.facegate.training.cli;

import io.facegate.training.TrainingException;
import io.facegate.training.configuration.ConfigurationException;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.weights.WeightsException;
import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Failures that a user can mend are a message; anything else is a defect and keeps its stack trace. */
final class FailureReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
            throws Exception {
        if (failure instanceof WeightsException
                || failure instanceof ModelException
                || failure instanceof DatasetException
                || failure instanceof ConfigurationException
                || failure instanceof TrainingException) {
            command.getErr().println(failure.getMessage());
        } else if (failure instanceof UncheckedIOException wrapped) {
            command.getErr().println(message(Objects.requireNonNull(wrapped.getCause())));
        } else if (failure instanceof IOException unreadable) {
            command.getErr().println(message(unreadable));
        } else {
            throw failure;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Many a message of these is nothing but a path. */
    private static String message(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "There is no file %s.%nMaybe check the path; it starts at the folder that you are in."
                    .formatted(missing.getFile());
        }
        if (failure instanceof AccessDeniedException denied) {
            return "File %s must not be accessed.%nMaybe run this as its owner, or change its permissions."
                    .formatted(denied.getFile());
        }
        if (failure instanceof FileAlreadyExistsException existing) {
            return "%s is a file where a folder is needed.%nMaybe choose another folder.".formatted(existing.getFile());
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
