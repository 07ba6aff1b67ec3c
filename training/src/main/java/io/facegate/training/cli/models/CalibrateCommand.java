package io.facegate.training.cli.models;

import io.facegate.training.cli.option.EnoughPeople;
import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.evaluation.Calibrator;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./facegate models calibrate}: measures an embedder's thresholds and writes them into its model.json. */
@Command(
        name = "calibrate",
        description = {
            "Measures an embedder's thresholds at false match rates 1e-2, 1e-3 and 1e-4 and writes them into its model.json.",
            "Use people that the model was not trained on. A rate that fewer than ten pairs support is not calibrated: 1e-4"
                    + " needs 100,000 pairs of different people, so some 450 pictures."
        },
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        Map<String, List<Path>> pictures = people.pictures(spec.commandLine().getErr());
        new EnoughPeople(pictures).withPeople(2, "A calibration").withSeveralPictures(1, "A calibration");
        List<Path> all = pictures.values().stream().flatMap(List::stream).toList();
        try (FacePipeline pipeline = pipelineOptions.open()) {
            EmbeddedPictures embedded = Progress.embed(all, pipeline);
            Map<String, List<Embedding>> byPerson = new TreeMap<>();
            pictures.forEach((person, files) -> byPerson.put(
                    person,
                    files.stream()
                            .map(embedded.faces()::get)
                            .filter(Objects::nonNull)
                            .map(EmbeddedFace::embedding)
                            .toList()));
            Calibration calibration = calibrate(
                    "%d pictures of %d people".formatted(embedded.faces().size(), pictures.size()), byPerson);
            ModelStore store = pipelineOptions.store();
            store.write(
                    store.find(ModelContract.Embedder.class, pipeline.embedder().model())
                            .withCalibration(calibration));
            print(pipeline.embedder().model(), calibration, embedded.rejected().size());
        }
        return 0;
    }

    private static Calibration calibrate(String data, Map<String, List<Embedding>> byPerson) {
        try {
            return Calibrator.calibrate(data, byPerson);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(String.valueOf(e.getMessage()));
        }
    }

    private void print(ModelId model, Calibration calibration, int rejected) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s calibrated on %s: %d impostor and %d genuine pairs; %d pictures rejected%n",
                model, calibration.data(), calibration.impostorPairs(), calibration.genuinePairs(), rejected);
        out.printf("%8s %10s %8s %18s%n", "FMR", "threshold", "FNMR", "supporting pairs");
        for (Calibration.OperatingPoint point : calibration.operatingPoints()) {
            out.printf(
                    "%8.0e %10.4f %8.4f %18d%n",
                    point.falseMatchRate(), point.threshold(), point.falseNonMatchRate(), point.supportingPairs());
        }
        for (Calibration.Unsupported rate : calibration.notCalibratedAt()) {
            out.printf(
                    "%8.0e not calibrated at this rate: %d supporting pairs, at least %d are needed; some %.0f pictures have them%n",
                    rate.falseMatchRate(),
                    rate.supportingPairs(),
                    Calibration.LEAST_SUPPORTING_PAIRS,
                    Math.ceil(Math.sqrt(2 * Calibration.LEAST_SUPPORTING_PAIRS / rate.falseMatchRate())));
        }
        out.flush();
    }
}
