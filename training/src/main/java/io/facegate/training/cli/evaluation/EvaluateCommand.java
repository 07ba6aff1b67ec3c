package io.facegate.training.cli.evaluation;

import picocli.CommandLine.Command;

/** {@code ./facegate evaluate ...} */
@Command(
        name = "evaluate",
        description = "Measures how good models are.",
        mixinStandardHelpOptions = true,
        subcommands = {
            EvaluatePairsCommand.class,
            EvaluatePeopleCommand.class,
            EvaluateIdentificationCommand.class,
            EvaluateQualityCommand.class,
            EvaluateBadPicturesCommand.class,
            EvaluateFacesCommand.class,
            EvaluateDetectorCommand.class
        })
public final class EvaluateCommand {}
