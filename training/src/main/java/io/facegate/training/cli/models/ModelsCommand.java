package io.facegate.training.cli.models;

import picocli.CommandLine.Command;

/** {@code ./facegate models ...} */
@Command(
        name = "models",
        description = "Imports, creates, exports, lists and verifies models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ImportCommand.class,
            NewCommand.class,
            ExportCommand.class,
            CalibrateCommand.class,
            ListCommand.class,
            VerifyCommand.class
        })
public final class ModelsCommand {}
