package io.facegate.service.decision;

import io.facegate.service.config.DecisionConfig;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.PopulationKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * What a gallery or a request may ask for: always a rate that is at least as strict as what would hold without asking, and a
 * looser one as far as the operator allows it. Otherwise whoever holds a key would decide who gets in.
 */
@Singleton
public final class RateFloor {
    private final Thresholds thresholds;
    private final double loosest;

    @Inject
    RateFloor(Thresholds thresholds, DecisionConfig config) {
        this(thresholds, config.loosestFmr().orElse(0.0));
    }

    /**
     * @param loosest rate that may be asked for in any case; 0 for none
     */
    RateFloor(Thresholds thresholds, double loosest) {
        this.thresholds = thresholds;
        this.loosest = loosest;
    }

    /**
     * The rate that is decided at. That of a gallery was allowed when it was set; where the operator doesn't allow it any more,
     * the operator's policy holds instead.
     *
     * @param embedder one that is served
     * @param population whose faces they are
     * @param own the gallery's; null for the operator's policy
     * @param asked null if the request asks for none
     * @return null for the operator's policy
     * @throws RateTooLooseException if it may not be asked for
     * @throws NotCalibratedException if the embedder has no threshold at it to compare with the operator's
     */
    public @Nullable FalseMatchRate decidedAt(
            ModelId embedder, PopulationKind population, @Nullable FalseMatchRate own, @Nullable FalseMatchRate asked) {
        @Nullable FalseMatchRate kept = own != null && allows(embedder, population, own) ? own : null;
        if (asked == null) {
            return kept;
        }
        boolean allowed =
                kept == null ? allows(embedder, population, asked) : asked.value() <= Math.max(kept.value(), loosest);
        if (!allowed) {
            throw new RateTooLooseException(asked);
        }
        return asked;
    }

    /**
     * Whether a gallery may have it.
     *
     * @param embedder one whose galleries exist; what is not served can't be checked now
     * @param rate null for the operator's policy
     * @throws RateTooLooseException if not
     * @throws NotCalibratedException if the embedder is served and not calibrated at it for these people
     */
    public void requireOffered(ModelId embedder, PopulationKind population, @Nullable FalseMatchRate rate) {
        thresholds.requireCalibrated(embedder, population, rate);
        if (rate != null && thresholds.knows(embedder) && !allows(embedder, population, rate)) {
            throw new RateTooLooseException(rate);
        }
    }

    private boolean allows(ModelId embedder, PopulationKind population, FalseMatchRate rate) {
        return rate.value() <= loosest || !thresholds.isLooser(embedder, population, rate);
    }
}
