package io.facegate.service.decision;

import io.facegate.service.model.ModelCatalog;
import io.facegate.service.problem.ProblemException;
import io.facegate.service.problem.ProblemType;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.ModelDescriptor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The policy for a request: the operator's, or one for the false match rate that the request asks for. */
@Singleton
public final class Thresholds {
    private final DecisionPolicy policy;
    private final ModelDescriptor embedder;

    @Inject
    Thresholds(DecisionPolicy policy, ModelCatalog catalog) {
        this(policy, catalog.embedder());
    }

    Thresholds(DecisionPolicy policy, ModelDescriptor embedder) {
        this.policy = policy;
        this.embedder = embedder;
    }

    /**
     * Access is granted at the calibrated threshold for this rate; the operator's step-up threshold stays, where that
     * is not above it.
     *
     * @param fmr the query parameter; null for the operator's policy
     * @throws ProblemException if it is no rate, or the embedder is not calibrated at it
     */
    public DecisionPolicy at(@Nullable String fmr) {
        if (fmr == null) {
            return policy;
        }
        OperatingPoint point = calibrated(parse(fmr));
        return new DecisionPolicy(
                new Threshold(point.threshold(), point.falseMatchRate()),
                policy.stepUp().cosine() <= point.threshold()
                        ? policy.stepUp()
                        : new Threshold(point.threshold(), point.falseMatchRate()));
    }

    private static double parse(String fmr) {
        try {
            double rate = Double.parseDouble(fmr);
            if (rate > 0 && rate < 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemType.PARAMETER_INVALID, "The query parameter 'fmr' must be above 0 and below 1, such as 1e-4.");
    }

    private OperatingPoint calibrated(double rate) {
        Calibration calibration = embedder.calibration();
        if (calibration == null) {
            throw new ProblemException(
                    ProblemType.FMR_NOT_CALIBRATED,
                    "Embedder %s has no calibration, so no threshold is known for a false match rate."
                            .formatted(embedder.id()));
        }
        try {
            return calibration.at(rate);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.FMR_NOT_CALIBRATED,
                    "Embedder %s is calibrated at the false match rates %s."
                            .formatted(
                                    embedder.id(),
                                    calibration.operatingPoints().stream()
                                            .map(OperatingPoint::falseMatchRate)
                                            .toList()));
        }
    }
}
