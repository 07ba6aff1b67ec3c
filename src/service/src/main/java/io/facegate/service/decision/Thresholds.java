package io.facegate.service.decision;

import io.facegate.service.config.DecisionConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
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

    private record Line(ModelDescriptor embedder, DecisionPolicy policy) {}

    private final Map<ModelId, Line> lines;

    @Inject
    Thresholds(DecisionPolicy policy, DecisionConfig config, ModelCatalog catalog) {
        this(policies(policy, config, catalog));
    }

    Thresholds(Map<ModelDescriptor, DecisionPolicy> policies) {
        this.lines = policies.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .collect(Collectors.toUnmodifiableMap(line -> line.embedder().id(), Function.identity()));
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
     * is not above it.
     *
     * @param embedder one that is served
     * @param rate null for the operator's policy
     * @throws NotCalibratedException if the embedder is not calibrated at it
     */
    public DecisionPolicy at(ModelId embedder, @Nullable FalseMatchRate rate) {
        Line line = Objects.requireNonNull(lines.get(embedder), "the embedder is served");
        if (rate == null) {
            return line.policy();
        }
        OperatingPoint point = calibrated(line.embedder(), rate);
        Threshold grant = new Threshold(point.threshold(), point.falseMatchRate());
        Threshold stepUp = line.policy().stepUp();
        return new DecisionPolicy(grant, stepUp.cosine() <= grant.cosine() ? stepUp : grant);
    }

    /**
     * The threshold of a search: a stranger is taken for anybody enrolled at the rate that {@link #at} has for one
     * comparison, so each of many comparisons must have a lower one.
     *
     * @param rate null for the operator's policy, whose threshold stays as it is if the operator set a cosine. So does
     *     that of an embedder which is calibrated at one rate alone
     * @param comparisons how many templates are compared
     * @throws NotCalibratedException if the embedder is not calibrated at the rate
     */
    public Threshold forSearch(ModelId embedder, @Nullable FalseMatchRate rate, long comparisons) {
        Threshold one = at(embedder, rate).grant();
        Calibration calibration =
                Objects.requireNonNull(lines.get(embedder)).embedder().calibration();
        Double falsePositiveRate = one.falseMatchRate();
        if (falsePositiveRate == null
                || calibration == null
                || calibration.operatingPoints().size() < 2
                || comparisons <= 1) {
            return one;
        }
        double each = falsePositiveRate / comparisons;
        return new Threshold(calibration.thresholdAt(each), each);
    }

    /**
     * @param embedder one whose galleries exist; what is not served can't be checked now
     * @param rate null for the operator's policy
     * @throws NotCalibratedException if the embedder is served and not calibrated at it
     */
    public void requireCalibrated(ModelId embedder, @Nullable FalseMatchRate rate) {
        Line line = lines.get(embedder);
        if (line != null && rate != null) {
            calibrated(line.embedder(), rate);
        }
    }

    private static OperatingPoint calibrated(ModelDescriptor embedder, FalseMatchRate rate) {
        Calibration calibration = embedder.calibration();
        if (calibration == null) {
            throw new NotCalibratedException(
                    "Embedder %s has no calibration, so no threshold is known for a false match rate."
                            .formatted(embedder.id()));
        }
        calibration.whyNotAt(rate.value()).ifPresent(why -> {
            throw new NotCalibratedException("Embedder %s is %s".formatted(embedder.id(), why));
        });
        return calibration.at(rate.value());
    }
}
