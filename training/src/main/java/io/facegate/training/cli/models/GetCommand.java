package io.facegate.training.cli.models;

import io.facegate.training.catalogue.Catalogue;
import io.facegate.training.catalogue.Installation;
import io.facegate.training.catalogue.PublishedModel;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.cli.progress.Progress;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate models get [NAME]} */
@Command(
        name = "get",
        description = {
            "Gets published weights, imports them, and tries them before the next ./facegate serve takes them.",
            "What is there already stays as it is. Without a name it lists what there is."
        },
        mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
    private static final double BYTES_OF_A_MEGABYTE = 1e6;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Of the catalogue.")
    private @Nullable String name;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "The published file, or a folder with several, if this machine has no network.")
    private @Nullable Path from;

    @Option(names = "--accept-licence", description = "Don't ask whether the licence is accepted: it is.")
    private boolean accepted;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        Catalogue catalogue = Catalogue.read();
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            Table table = new Table(List.of("NAME", "SIZE", "LICENCE", "DATA LICENCE", "WHAT"));
            catalogue.models().forEach(model -> table.add(row(model)));
            table.lines().forEach(out::println);
            return 0;
        }
        PublishedModel model = catalogue.model(name);
        Installation installation = new Installation(model, models.folder());
        Optional<ModelDescriptor> there = installation.installed();
        if (there.isEmpty()) {
            requireAcceptance(model, out);
        }
        out.println((there.isPresent() ? there.get() : install(installation, model)).id());
        return 0;
    }

    private static List<String> row(PublishedModel model) {
        return List.of(
                model.name(),
                String.format(Locale.ROOT, "%.1f MB", model.bytes() / BYTES_OF_A_MEGABYTE),
                model.licence().weights(),
                model.licence().data(),
                model.about());
    }

    private void requireAcceptance(PublishedModel model, PrintWriter out) throws IOException {
        if (accepted) {
            return;
        }
        out.printf("%s, published by %s%n%n%s%n", model.name(), model.origin(), Catalogue.licenceText(model));
        out.printf("Of the pictures it was trained on: %s.%n", model.licence().data());
        out.flush();
        Console console = System.console();
        String answer = console == null ? null : console.readLine("Do you accept this? [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new ModelException(
                    "%s was not got: its licence was not accepted.%nMaybe read it above, and add --accept-licence."
                            .formatted(model.name()));
        }
    }

    private ModelDescriptor install(Installation installation, PublishedModel model) throws IOException {
        if (from != null) {
            return installation.from(from);
        }
        try (ProgressBar progress = Progress.of("bytes of " + model.name(), model.bytes())) {
            return installation.download(progress::stepTo);
        }
    }
}
