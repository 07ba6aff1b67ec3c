package io.facegate.service.decision;

import io.facegate.service.config.DecisionConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.score.Score;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Two thresholds and the three decisions around them.
 *
 * @param grant access is granted at or above it
 * @param stepUp below that, a second factor is asked for at or above it
 */
public record DecisionPolicy(Threshold grant, Threshold stepUp) {
    public DecisionPolicy {
        if (stepUp.score() > grant.score()) {
            throw new IllegalArgumentException(
                    "The step-up threshold (%s) must not be above the grant threshold (%s).%nMaybe set facegate.decision.step-up-threshold and facegate.decision.grant-threshold both, or neither."
                            .formatted(stepUp.score(), grant.score()));
        }
    }

    /**
     * The operator's thresholds, or else those that the embedder was calibrated with.
     *
     * @throws IllegalArgumentException if there is neither
     */
    static DecisionPolicy of(DecisionConfig config, ModelDescriptor embedder) {
        return new DecisionPolicy(
                threshold("grant", config.grantThreshold(), config.grantFmr(), embedder),
                threshold("step-up", config.stepUpThreshold(), config.stepUpFmr(), embedder));
    }

    /**
     * The thresholds of a further embedder: always those that it was calibrated with, as the operator's thresholds are
     * of the first one.
     *
     * @throws IllegalArgumentException if it was not calibrated
     */
    static DecisionPolicy calibrated(DecisionConfig config, ModelDescriptor embedder) {
        CalibratedThresholds calibrated = CalibratedThresholds.of(embedder, PopulationKind.GROWN)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Embedder %s has no calibration, so there are no thresholds for it.%nMaybe run ./facegate models calibrate."
                                .formatted(embedder.id())));
        return new DecisionPolicy(
                calibrated("grant", config.grantFmr(), embedder, calibrated),
                calibrated("step-up", config.stepUpFmr(), embedder, calibrated));
    }

    private static Threshold threshold(
            String name, Optional<Float> configured, double falseMatchRate, ModelDescriptor embedder) {
        if (configured.isPresent()) {
            return Threshold.set(configured.get());
        }
        CalibratedThresholds calibrated = CalibratedThresholds.of(embedder, PopulationKind.GROWN)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Embedder %s has no calibration, so there is no %s threshold.%nMaybe run ./facegate models calibrate, or set facegate.decision.%s-threshold."
                                .formatted(embedder.id(), name, name)));
        return calibrated(name, falseMatchRate, embedder, calibrated);
    }

    private static Threshold calibrated(
            String name, double falseMatchRate, ModelDescriptor embedder, CalibratedThresholds calibrated) {
        calibrated.whyNotAt(falseMatchRate).ifPresent(why -> {
            throw new IllegalArgumentException(
                    "Embedder %s is %s%nMaybe calibrate it on more people (./facegate models calibrate), set facegate.decision.%s-fmr to a rate that it has, or set facegate.decision.%s-threshold."
                            .formatted(embedder.id(), why, name, name));
        });
        return calibrated.at(falseMatchRate);
    }

    public Decision decide(Score score) {
        if (score.atLeast(grant.score())) {
            return Decision.ACCESS_GRANTED;
        }
        return score.atLeast(stepUp.score()) ? Decision.EMAIL_VERIFICATION : Decision.ACCESS_DENIED;
    }

    /** {@link #decide} with what it is decided by. */
    public Verdict judge(Comparison comparison) {
        return new Verdict(decide(comparison.score()), comparison, grant);
    }

    /** Whatever it came to. */
    public Verdict deny(Comparison comparison) {
        return new Verdict(Decision.ACCESS_DENIED, comparison, grant);
    }

    /** Draws the lines once, at start. */
    @Singleton
    static final class Source {
        @Produces
        @Singleton
        DecisionPolicy policy(DecisionConfig config, ModelCatalog catalog) {
            try {
                return of(config, catalog.embedder());
            } catch (IllegalArgumentException e) {
                throw StartupProblem.of(e, Thresholds.SETTINGS, Thresholds.ADVICE);
            }
        }
    }
}
