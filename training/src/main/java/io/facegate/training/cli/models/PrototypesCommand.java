package io.facegate.training.cli.models;

import io.facegate.training.cli.option.EnoughPeople;
import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PictureFile;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.dataset.Slices;
import io.facegate.training.degradation.BadPictureCalibration;
import io.facegate.training.degradation.ClearPopulation;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.PreparedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate models prototypes}: finds out what bad pictures look like to an embedder. */
@Command(
        name = "prototypes",
        description = {
            "Makes clear pictures bad, keeps what an embedder sees in them beside it, and from where on a picture is a bad one.",
            "Half of the people are in the prototypes; by the other half's clear pictures the limit is found. Use people that"
                    + " the model was not trained on."
        },
        mixinStandardHelpOptions = true)
final class PrototypesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Option(
            names = "--also",
            paramLabel = "DIR",
            description = "Another population's folder, with one folder of pictures for each person; may be repeated.")
    private List<Path> also = List.of();

    @Option(
            names = "--strangers",
            paramLabel = "DIR",
            description =
                    "Another population's folder, of pictures in folders of any depth, each of somebody else; may be"
                            + " repeated.")
    private List<Path> strangers = List.of();

    @Option(
            names = "--slices",
            paramLabel = "NUMBERS",
            description = "Of strangers, only pictures of these slices, as in ./facegate prepare. Default: all.")
    private @Nullable String slices;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "160",
            description = "At most so many people of each population are in the prototypes. Default: ${DEFAULT-VALUE}.")
    private int mostPeople;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "At most so many pictures of each population are read, evenly chosen. Default: ${DEFAULT-VALUE}.")
    private int mostPictures;

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        Map<String, List<Path>> pictures = people.pictures(spec.commandLine().getErr());
        Slices wanted = wanted();
        new EnoughPeople(pictures).withPeople(2 * BadPictures.LEAST_PEOPLE, "What makes prototypes");
        try (FacePipeline pipeline = pipelineOptions.open();
                FaceEmbedder embedder = pipelineOptions.openEmbedder()) {
            List<ClearPopulation> populations = new ArrayList<>();
            populations.add(read(people.describe(), pictures, pipeline));
            for (Path folder : also) {
                populations.add(read(
                        PeopleOptions.name(folder),
                        PeopleOptions.byPerson(new PictureSource(folder, null).list()),
                        pipeline));
            }
            for (Path folder : strangers) {
                populations.add(read(
                        PeopleOptions.name(folder),
                        PeopleOptions.byPerson(wanted.of(new PictureSource(folder, null).listStrangers())),
                        pipeline));
            }
            BadPictureCalibration.Result result = calibrate(populations, embedder);
            ModelStore store = pipelineOptions.store();
            store.know(
                    store.find(ModelContract.Embedder.class, embedder.model()),
                    result.described(),
                    result.prototypes().toBytes());
            print(result.described());
        }
        return 0;
    }

    private Slices wanted() {
        try {
            return slices == null ? Slices.ALL : Slices.of(slices);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ClearPopulation read(String name, Map<String, List<Path>> pictures, FacePipeline pipeline)
            throws IOException {
        AlignmentTemplate template = pipeline.embedder().template();
        List<ClearPopulation.Face> faces = new ArrayList<>();
        int all = pictures.values().stream().mapToInt(List::size).sum();
        int number = 0;
        try (ProgressBar progress = Progress.of("aligning " + name, Math.min(all, mostPictures))) {
            for (Map.Entry<String, List<Path>> person : pictures.entrySet()) {
                for (Path file : person.getValue()) {
                    if ((long) number * mostPictures / all != (long) (number + 1) * mostPictures / all
                            || all <= mostPictures) {
                        align(file, person.getKey(), template, pipeline, faces);
                        progress.step();
                    }
                    number++;
                }
            }
        }
        return new ClearPopulation(name, faces);
    }

    private static void align(
            Path file,
            String person,
            AlignmentTemplate template,
            FacePipeline pipeline,
            List<ClearPopulation.Face> faces)
            throws IOException {
        try (PreparedPicture picture = pipeline.prepare(PictureFile.read(file))) {
            faces.add(new ClearPopulation.Face(
                    person,
                    picture.aligned(FaceChoice.MAIN, template).faces().get(0).crop()));
        } catch (PictureRejectedException e) {
            // one without a face says nothing about faces
        }
    }

    private BadPictureCalibration.Result calibrate(List<ClearPopulation> populations, FaceEmbedder embedder) {
        BadPictureCalibration calibration = new BadPictureCalibration(embedder, mostPeople);
        try (ProgressBar progress = Progress.of("embedding", calibration.work(populations))) {
            return calibration.calibrate(populations, progress::stepBy);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(String.valueOf(e.getMessage()));
        }
    }

    private void print(BadPictures known) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%d prototypes of %d people; limit %.4f%n",
                known.prototypes().size(), known.prototypes().get(0).people(), known.limit());
        out.printf("%-32s %10s %8s%n", "clear pictures of", "pictures", "refused");
        for (BadPictures.ClearPictures clear : known.clear()) {
            out.printf("%-32s %10d %7.2f%%%n", clear.population(), clear.pictures(), 100 * clear.refused());
        }
        out.flush();
    }
}
