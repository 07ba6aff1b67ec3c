package io.facegate.service.template;

import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.NotCalibratedException;
import io.facegate.service.decision.RateFloor;
import io.facegate.service.decision.RateTooLooseException;
import io.facegate.service.decision.Threshold;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.gallery.Gallery;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** From which score on somebody of a gallery is a candidate: a search compares with everyone of it. */
@Singleton
public final class SearchThresholds {
    private final TemplateStore store;
    private final Thresholds thresholds;
    private final RateFloor floor;

    SearchThresholds(TemplateStore store, Thresholds thresholds, RateFloor floor) {
        this.store = store;
        this.thresholds = thresholds;
        this.floor = floor;
    }

    /**
     * @param gallery one whose embedder is served
     * @param asked the share of strangers who may be taken for anybody; null for what is set for the gallery, or else by
     *     the operator
     * @throws NotCalibratedException if the gallery's embedder is not calibrated at this rate
     * @throws RateTooLooseException if the request may not ask for it
     */
    public Uni<Threshold> of(Gallery gallery, @Nullable FalseMatchRate asked) {
        FalseMatchRate rate = floor.decidedAt(gallery.model(), gallery.population(), gallery.falseMatchRate(), asked);
        return store.comparisons(gallery.name())
                .map(comparisons -> thresholds.forSearch(gallery.model(), gallery.population(), rate, comparisons));
    }
}
