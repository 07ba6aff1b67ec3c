package io.facegate.service.inference;

import io.facegate.service.config.DecisionConfig;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The embedder that is served where none is named: the newest of the store's own that the engine runs and that is calibrated at
 * the rates that decisions are made at, or else of the bundle's. A model that was exported a minute ago and isn't calibrated yet must not
 * keep the door shut.
 *
 * <p>With thresholds that the operator set there is nothing to choose by: they are of one embedder, and only the operator
 * knows of which.
 *
 * @param served the choice
 * @param passedOver a sentence for each of the others that were there to be chosen
 */
record EmbedderChoice(ModelDescriptor served, List<String> passedOver) {
    private static final Comparator<ModelDescriptor> NEWEST_FIRST = Comparator.comparing(
                    (ModelDescriptor embedder) -> embedder.provenance().made())
            .reversed()
            .thenComparing(embedder -> embedder.id().value());

    EmbedderChoice {
        passedOver = List.copyOf(passedOver);
    }

    /**
     * @throws ModelException if there is none to serve; the message says why
     */
    static EmbedderChoice of(ModelStore store, DecisionConfig config, EmbedderEngine engine) {
        List<Double> rates = ratesOf(config);
        if (rates.isEmpty()) {
            return new EmbedderChoice(store.find(ModelContract.Embedder.class, null), List.of());
        }
        List<String> passedOver = new ArrayList<>();
        for (List<ModelDescriptor> candidates :
                List.of(store.own(ModelContract.Embedder.class), store.bundled(ModelContract.Embedder.class))) {
            List<ModelDescriptor> servable = new ArrayList<>();
            for (ModelDescriptor embedder : candidates) {
                whyNot(embedder, rates, engine)
                        .ifPresentOrElse(
                                why -> passedOver.add("Embedder %s is not served: it %s".formatted(embedder.id(), why)),
                                () -> servable.add(embedder));
            }
            if (!servable.isEmpty()) {
                servable.sort(NEWEST_FIRST);
                ModelDescriptor newest = servable.get(0);
                servable.stream()
                        .skip(1)
                        .forEach(older -> passedOver.add(
                                "Embedder %s is not served: it is older than %s.".formatted(older.id(), newest.id())));
                return new EmbedderChoice(newest, passedOver);
            }
        }
        if (passedOver.size() <= 1) { // none, or one about which the decisions say more
            return new EmbedderChoice(store.find(ModelContract.Embedder.class, null), List.of());
        }
        throw new ModelException(
                "No embedder can be served.%n%s%nMaybe calibrate one: ./facegate models calibrate --help"
                        .formatted(String.join(System.lineSeparator(), passedOver)));
    }

    /** At which an embedder must be calibrated: none where the operator set the threshold. */
    private static List<Double> ratesOf(DecisionConfig config) {
        List<Double> rates = new ArrayList<>();
        if (config.grantThreshold().isEmpty()) {
            rates.add(config.grantFmr());
        }
        if (config.stepUpThreshold().isEmpty()) {
            rates.add(config.stepUpFmr());
        }
        return rates;
    }

    private static Optional<String> whyNot(ModelDescriptor embedder, List<Double> rates, EmbedderEngine engine) {
        if (!engine.runs(embedder)) {
            return Optional.of("has no file for the engine %s.".formatted(engine.name()));
        }
        Calibration calibration = embedder.calibration();
        if (calibration == null) {
            return Optional.of("has no calibration.");
        }
        return rates.stream()
                .flatMap(rate -> calibration.whyNotAt(rate).stream())
                .findFirst()
                .map(why -> "is " + why);
    }
}
