package io.facegate.service.gallery;

import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.model.ModelCatalog;
import io.facegate.service.problem.ProblemException;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Finds what a request names, and makes sure that the served embedder fits it, before anything is computed. */
@Singleton
public final class ServedGalleries {
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final Thresholds thresholds;
    private final ModelId model;

    ServedGalleries(
            GalleryRepository galleries, IdentityRepository identities, Thresholds thresholds, ModelCatalog catalog) {
        this.galleries = galleries;
        this.identities = identities;
        this.thresholds = thresholds;
        this.model = catalog.embedder().id();
    }

    /** Fails with {@link GalleryException} if there is none, or it is of another model than the one that is served. */
    public Uni<Gallery> gallery(String name) {
        return galleries.get(GalleryName.inPath(name)).invoke(gallery -> {
            if (!gallery.model().equals(model)) {
                throw new GalleryException.WrongModel(gallery.name(), model);
            }
        });
    }

    /**
     * @param gallery one that was found here
     * @param asked what the request asks for; null for what is set for the gallery, or else by the operator
     * @throws ProblemException if the gallery's embedder is not calibrated at this rate
     */
    public DecisionPolicy policy(Gallery gallery, @Nullable FalseMatchRate asked) {
        return thresholds.at(gallery.model(), asked != null ? asked : gallery.falseMatchRate());
    }

    /** Fails with {@link GalleryException} if the gallery, or the identity in it, can't be found. */
    public Uni<GalleryMember> member(String gallery, String externalId) {
        return gallery(gallery)
                .chain(found -> identities.get(found, externalId).map(identity -> new GalleryMember(found, identity)));
    }
}
