package io.facegate.training.calibration;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.evaluation.EvaluationProgress;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calibrates the embedder of a pipeline on pictures.
 *
 * @param pipeline stays the caller's to close
 * @param judge an embedder of the pipeline that is asked as well whether two strangers may be the same; null to ask none
 */
public record CalibrationRun(
        FacePipeline pipeline, @Nullable ModelId judge) {
    private static final long SEED = 1;
    /** So many pictures of one's own people make a centre, on average. */
    private static final int PICTURES_OF_A_CENTRE = 3 * Normalisation.LEAST_PICTURES;

    /** Shows how far it is; closed at the end. */
    @FunctionalInterface
    public interface ProgressSource {
        /** How to tell that a picture is done, of so many. */
        EvaluationProgress of(int pictures);
    }

    /** Several populations, as the plan says. */
    public NewCalibration of(CalibrationPlan plan, Collection<Path> own, ProgressSource progress) throws IOException {
        List<PicturesOfPopulation> populations = new ArrayList<>();
        for (PopulationSource source : plan.populations()) {
            populations.addAll(source.pictures());
        }
        List<Path> judged = populations.stream()
                .filter(population -> !population.labelled() && population.kind() == PopulationKind.GROWN)
                .flatMap(population -> population.forRates().values().stream().flatMap(List::stream))
                .toList();
        List<Path> others = new ArrayList<>(own);
        for (PicturesOfPopulation population : populations) {
            others.addAll(population.forCentres());
            if (population.labelled() || population.kind() == PopulationKind.CHILDREN) {
                population.forRates().values().forEach(others::addAll);
            }
        }
        PopulationFaces faces = new PopulationFaces(pipeline, judge);
        EvaluationProgress step = progress.of(judged.size() + others.size());
        faces.look(judged, true, step);
        faces.look(others, false, step);

        List<Normalisation.Source> sources = new ArrayList<>();
        List<Embedding> all = new ArrayList<>();
        for (PicturesOfPopulation population : populations) {
            List<Embedding> ofOne = faces.of(population.forCentres());
            sources.add(new Normalisation.Source(population.name(), ofOne.size()));
            all.addAll(ofOne);
        }
        Centres made = centres(all, plan.centres());
        CentreSet centres = new CentreSet(made.embeddings(), made.fewestPictures(), sources);
        if (!own.isEmpty()) {
            centres = centres.with(own(faces.of(own)), faces.of(own).size());
        }
        ScoreNormalisation scores = centres.scores(plan.neighbours());
        List<Population> measured = populations.stream().map(faces::of).toList();
        String data = measured.stream()
                .filter(population -> population.kind() == PopulationKind.GROWN)
                .map(Population::name)
                .collect(Collectors.joining(", "));
        return new NewCalibration(
                calibrated(measured, scores, plan).calibrate(data, centres.normalisation(plan.neighbours())),
                scores.toBytes(),
                faces.count(),
                judged.size() + others.size() - faces.count(),
                calibrated(measured, ScoreNormalisation.none(scores.model()), plan)
                        .calibrate(data, null));
    }

    /**
     * One population of people with several pictures each.
     *
     * @param people pictures by person
     * @param before the calibration whose centres are kept; null for none
     * @param centres of it
     */
    public NewCalibration of(
            SortedMap<String, List<Path>> people,
            @Nullable Calibration before,
            ScoreNormalisation centres,
            ProgressSource progress) {
        List<Path> pictures = people.values().stream().flatMap(List::stream).toList();
        PopulationFaces faces = new PopulationFaces(pipeline, null);
        faces.look(pictures, false, progress.of(pictures.size()));
        Population population =
                faces.of(new PicturesOfPopulation("people", PopulationKind.GROWN, true, people, List.of()));
        Calibration calibration = calibrator(List.of(population), centres, 1, Calibration.WORST)
                .calibrate(
                        "%d pictures of %d people".formatted(faces.count(), people.size()),
                        before == null ? null : before.normalisation());
        return new NewCalibration(calibration, centres.toBytes(), faces.count(), pictures.size() - faces.count(), null);
    }

    /**
     * More centres, of one's own people. A further centre can only raise a face's crowding, so scores only fall: what is stated
     * of false matches holds, and who is refused wrongly is for another calibration to tell.
     */
    public NewCalibration with(
            Collection<Path> own, Calibration before, ScoreNormalisation centres, ProgressSource progress) {
        Normalisation normalisation = before.normalisation();
        if (normalisation == null) {
            throw new DatasetException(
                    "The embedder has no centres that others could be added to.%nMaybe calibrate it on several populations first: --populations FILE");
        }
        PopulationFaces faces = new PopulationFaces(pipeline, null);
        faces.look(own, false, progress.of(own.size()));
        List<Embedding> found = faces.of(own);
        CentreSet more = new CentreSet(centres.centres(), normalisation.fewestPictures(), normalisation.madeOf())
                .with(own(found), found.size());
        return new NewCalibration(
                new Calibration(
                        before.data(),
                        before.impostorPairs(),
                        before.genuinePairs(),
                        before.operatingPoints(),
                        before.notCalibratedAt(),
                        before.policy(),
                        more.normalisation(centres.neighbours()),
                        before.populations(),
                        before.children()),
                more.scores(centres.neighbours()).toBytes(),
                found.size(),
                own.size() - found.size(),
                null);
    }

    private static Calibrator calibrated(
            List<Population> populations, ScoreNormalisation scores, CalibrationPlan plan) {
        return calibrator(populations, scores, plan.same(), plan.policy());
    }

    private static Calibrator calibrator(
            List<Population> populations, ScoreNormalisation scores, double same, String policy) {
        try {
            return new Calibrator(populations, scores, same, policy);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(String.valueOf(e.getMessage()));
        }
    }

    private static Centres own(List<Embedding> faces) {
        return centres(faces, Math.max(1, faces.size() / PICTURES_OF_A_CENTRE));
    }

    private static Centres centres(List<Embedding> faces, int most) {
        try {
            return Centres.of(faces, most, SEED);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(String.valueOf(e.getMessage()));
        }
    }
}
