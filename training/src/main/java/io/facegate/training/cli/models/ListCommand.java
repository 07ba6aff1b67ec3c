package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.PopulationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./facegate models list} */
@Command(name = "list", description = "Lists the models.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("ID", "KIND", "DIMENSION", "CROP", "CALIBRATED", "LICENCE", "DATA LICENCE");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() {
        List<ModelDescriptor> descriptors = models.store().list();
        var out = spec.commandLine().getOut();
        if (descriptors.isEmpty()) {
            out.printf(
                    "There is no model in the folder %s.%nMaybe import one: ./facegate models import --help%n",
                    models.folder());
            return 0;
        }
        Table table = new Table(TITLES);
        descriptors.forEach(descriptor -> table.add(row(descriptor)));
        table.lines().forEach(out::println);
        return 0;
    }

    private static List<String> row(ModelDescriptor descriptor) {
        List<String> row = new ArrayList<>();
        row.add(descriptor.id().value());
        if (descriptor.contract() instanceof ModelContract.Embedder embedder) {
            int size = embedder.template().cropSize();
            row.addAll(List.of(
                    "embedder",
                    Integer.toString(embedder.dimension()),
                    size + "x" + size,
                    rates(descriptor.calibration())));
        } else {
            row.addAll(List.of("detector", "-", "-", "-"));
        }
        row.add(descriptor.licence().weights());
        row.add(descriptor.licence().data());
        return row;
    }

    /** At which false match rates it is calibrated. */
    private static String rates(@Nullable Calibration calibration) {
        if (calibration == null || calibration.operatingPoints().isEmpty()) {
            return "no";
        }
        String rates = calibration.operatingPoints().stream()
                .map(point -> "%.0e".formatted(point.falseMatchRate()))
                .collect(Collectors.joining(" "));
        return calibration.policy() == null ? rates : "%s in %s".formatted(rates, where(calibration));
    }

    private static String where(Calibration calibration) {
        return Calibration.WORST.equals(calibration.policy())
                ? "the worst of %d populations"
                        .formatted(calibration.populations().stream()
                                .filter(population -> population.kind() == PopulationKind.GROWN)
                                .count())
                : String.valueOf(calibration.policy());
    }
}
