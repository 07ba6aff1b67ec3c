package io.facegate.training.cli.models;

import picocli.CommandLine.Command;

/** {@code ./facegate models new ...} */
@Command(
        name = "new",
        description = "Makes untrained models.",
        mixinStandardHelpOptions = true,
        subcommands = {NewResNet50Command.class})
final class NewCommand {}
