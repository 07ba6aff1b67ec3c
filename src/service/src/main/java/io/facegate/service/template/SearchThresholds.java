package io.facegate.service.template;

import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.NotCalibratedException;
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

    SearchThresholds(TemplateStore store, Thresholds thresholds) {
        this.store = store;
        this.thresholds = thresholds;
    }

    /**
     * @param gallery one whose embedder is served
     * @param asked the share of strangers who may be taken for anybody; null for what is set for the gallery, or else by
     *     the operator
     * @throws NotCalibratedException if the gallery's embedder is not calibrated at this rate
     */
    public Uni<Threshold> of(Gallery gallery, @Nullable FalseMatchRate asked) {
        FalseMatchRate rate = asked != null ? asked : gallery.falseMatchRate();
        return store.comparisons(gallery.name())
                .map(comparisons -> thresholds.forSearch(gallery.model(), gallery.population(), rate, comparisons));
    }
}
