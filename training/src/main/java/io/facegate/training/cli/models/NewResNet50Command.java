package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.network.UntrainedResNet50;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate models new resnet50} */
@Command(
        name = "resnet50",
        description = "Makes a ResNet-50 face embedder that is still to be trained.",
        mixinStandardHelpOptions = true)
final class NewResNet50Command implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--embedding",
            paramLabel = "D",
            defaultValue = "512",
            description = "Length of the embeddings. Default: ${DEFAULT-VALUE}.")
    private int dimension;

    @Option(
            names = "--size",
            paramLabel = "112|224",
            defaultValue = "112",
            description = "Side of the crops in pixels. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same model. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        var descriptor = network().write(new ModelExporter(models.folder()));
        spec.commandLine().getOut().println(descriptor.id());
        return 0;
    }

    private UntrainedResNet50 network() {
        try {
            return new UntrainedResNet50(dimension, size, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
