package io.facegate.service.decision;

import io.facegate.service.config.DecisionConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.PopulationKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The policy of an embedder: the operator's, or one for the false match rate that a gallery or a request asks for. */
@Singleton
public final class Thresholds {
    static final String SETTINGS =
            "FACEGATE_DECISION_GRANT_FMR and _STEP_UP_FMR, or _GRANT_THRESHOLD and _STEP_UP_THRESHOLD decide it.";
    static final String ADVICE = "leave them out: the defaults are 1e-4 and 1e-3.";

    /**
     * @param grown the policy for grown people where no rate is asked for
     */
    private record Line(ModelDescriptor embedder, DecisionPolicy grown) {}

    private final Map<ModelId, Line> lines;
    private final FalseMatchRate grantRate;
    private final double stepUpRate;

    @Inject
    Thresholds(DecisionPolicy policy, DecisionConfig config, ModelCatalog catalog) {
        this(policies(policy, config, catalog), new FalseMatchRate(config.grantFmr()), config.stepUpFmr());
    }

    /**
     * @param grantRate and the next: those of the operator's policy, for people whose thresholds the operator can't set
     */
    Thresholds(Map<ModelDescriptor, DecisionPolicy> policies, FalseMatchRate grantRate, double stepUpRate) {
        this.lines = policies.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .collect(Collectors.toUnmodifiableMap(line -> line.embedder().id(), Function.identity()));
        this.grantRate = grantRate;
        this.stepUpRate = stepUpRate;
    }

    private static Map<ModelDescriptor, DecisionPolicy> policies(
            DecisionPolicy first, DecisionConfig config, ModelCatalog catalog) {
        Map<ModelDescriptor, DecisionPolicy> policies = new HashMap<>();
        try {
            for (ModelDescriptor embedder : catalog.embedders()) {
                policies.put(
                        embedder,
                        embedder.equals(catalog.embedder()) ? first : DecisionPolicy.calibrated(config, embedder));
            }
        } catch (IllegalArgumentException e) {
            throw StartupProblem.of(e, SETTINGS, ADVICE);
        }
        return policies;
    }

    /**
     * Access is granted at the calibrated threshold for this rate; the operator's step-up threshold stays, where that
     * is not above it. What the operator sets is for grown people: children have the calibrated thresholds at the rates of the
     * policy, without a step-up where there is none at its rate.
     *
     * @param embedder one that is served
     * @param population whose faces they are
     * @param rate null for the operator's policy
     * @throws NotCalibratedException if the embedder is not calibrated at it for them
     */
    public DecisionPolicy at(ModelId embedder, PopulationKind population, @Nullable FalseMatchRate rate) {
        Line line = Objects.requireNonNull(lines.get(embedder), "the embedder is served");
        if (population == PopulationKind.GROWN) {
            return rate == null
                    ? line.grown()
                    : policy(
                            calibrated(line.embedder(), population, rate),
                            line.grown().stepUp());
        }
        Threshold grant = calibrated(line.embedder(), population, rate == null ? grantRate : rate);
        return policy(
                grant,
                CalibratedThresholds.of(line.embedder(), population)
                        .filter(thresholds -> thresholds.whyNotAt(stepUpRate).isEmpty())
                        .map(thresholds -> thresholds.at(stepUpRate))
                        .orElse(grant));
    }

    /**
     * Whether access is granted at it to somebody to whom the operator's policy doesn't grant it. Children have the operator's
     * rate and not the operator's score, so it is the rates that are compared there.
     *
     * @param embedder one that is served
     * @throws NotCalibratedException if the operator set a score, and the embedder has none at this rate
     */
    boolean isLooser(ModelId embedder, PopulationKind population, FalseMatchRate rate) {
        Line line = Objects.requireNonNull(lines.get(embedder), "the embedder is served");
        Threshold operators = line.grown().grant();
        return population == PopulationKind.GROWN && operators.falseMatchRate() == null
                ? calibrated(line.embedder(), population, rate).score() < operators.score()
                : rate.value() > grantRate.value();
    }

    /**
     * @param embedder one that is served
     * @param dimension of its embeddings
     */
    public ImpostorScores impostors(ModelId embedder, PopulationKind population, int dimension) {
        Line line = Objects.requireNonNull(lines.get(embedder), "the embedder is served");
        return CalibratedThresholds.of(line.embedder(), population)
                .map(thresholds -> ImpostorScores.of(thresholds.points(), dimension))
                .orElseGet(() -> ImpostorScores.unmeasured(dimension));
    }

    /** Whether the embedder is served. */
    boolean knows(ModelId embedder) {
        return lines.containsKey(embedder);
    }

    private static DecisionPolicy policy(Threshold grant, Threshold stepUp) {
        return new DecisionPolicy(grant, stepUp.score() <= grant.score() ? stepUp : grant);
    }

    /**
     * The threshold of a search: a stranger is taken for anybody enrolled at the rate that {@link #at} has for one
     * comparison, so each of many comparisons must have a lower one.
     *
     * @param rate null for the operator's policy, whose threshold stays as it is if the operator set it. So does
     *     that of an embedder which is calibrated at one rate alone
     * @param comparisons how many templates are compared
     * @throws NotCalibratedException if the embedder is not calibrated at the rate for these people
     */
    public Threshold forSearch(
            ModelId embedder, PopulationKind population, @Nullable FalseMatchRate rate, long comparisons) {
        Threshold one = at(embedder, population, rate).grant();
        Double falsePositiveRate = one.falseMatchRate();
        if (falsePositiveRate == null || comparisons <= 1) {
            return one;
        }
        return CalibratedThresholds.of(
                        Objects.requireNonNull(lines.get(embedder)).embedder(), population)
                .map(thresholds -> thresholds.below(one, falsePositiveRate / comparisons))
                .orElse(one);
    }

    /**
     * @param embedder one whose galleries exist; what is not served can't be checked now
     * @param rate null for the operator's policy
     * @throws NotCalibratedException if the embedder is served and not calibrated at it for these people
     */
    public void requireCalibrated(ModelId embedder, PopulationKind population, @Nullable FalseMatchRate rate) {
        if (knows(embedder)) {
            at(embedder, population, rate);
        }
    }

    private static Threshold calibrated(ModelDescriptor embedder, PopulationKind population, FalseMatchRate rate) {
        CalibratedThresholds thresholds = CalibratedThresholds.of(embedder, population)
                .orElseThrow(() -> new NotCalibratedException(
                        "Embedder %s has no calibration%s, so no threshold is known for a false match rate."
                                .formatted(embedder.id(), population == PopulationKind.GROWN ? "" : " for children")));
        thresholds.whyNotAt(rate.value()).ifPresent(why -> {
            throw new NotCalibratedException("Embedder %s is %s".formatted(embedder.id(), why));
        });
        return thresholds.at(rate.value());
    }
}
