package io.facegate.training.cli.models;

import picocli.CommandLine.Command;

/** {@code ./facegate models ...} */
@Command(
        name = "models",
        description = "Gets, imports, creates, exports, quantizes, calibrates, lists and verifies models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            GetCommand.class,
            ImportCommand.class,
            NewCommand.class,
            ExportCommand.class,
            QuantizeCommand.class,
            CalibrateCommand.class,
            PrototypesCommand.class,
            ListCommand.class,
            VerifyCommand.class
        })
public final class ModelsCommand {}
