package io.facegate.training.cli.models;

import picocli.CommandLine.Command;

/** {@code ./facegate models import ...} */
@Command(
        name = "import",
        description = "Makes models of published weights.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportMtcnnCommand.class, ImportOnnxCommand.class, ImportEspdlCommand.class})
final class ImportCommand {}
