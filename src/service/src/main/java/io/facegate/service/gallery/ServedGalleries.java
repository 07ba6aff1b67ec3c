package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.NotCalibratedException;
import io.facegate.service.decision.RateFloor;
import io.facegate.service.decision.RateTooLooseException;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what a request names, and makes sure that its embedder is served, before anything is computed. */
@Singleton
public final class ServedGalleries {
    private final GalleryRepository galleries;
    private final IdentityRepository identities;
    private final Thresholds thresholds;
    private final RateFloor floor;
    private final ModelCatalog catalog;

    ServedGalleries(
            GalleryRepository galleries,
            IdentityRepository identities,
            Thresholds thresholds,
            RateFloor floor,
            ModelCatalog catalog) {
        this.galleries = galleries;
        this.identities = identities;
        this.thresholds = thresholds;
        this.floor = floor;
        this.catalog = catalog;
    }

    /** Fails with {@link GalleryException} if there is none, or its embedder is not served. */
    public Uni<Gallery> gallery(GalleryName name) {
        return galleries.get(name).invoke(gallery -> requireServed(gallery, List.of(gallery.model())));
    }

    /**
     * Works once more if the gallery changes its model while it is being worked on.
     *
     * @param work reads the gallery first
     */
    public static <T> Uni<T> acrossMoves(Supplier<Uni<T>> work) {
        return work.get().onFailure(GalleryException.WrongModel.class).recoverWithUni(failure -> work.get());
    }

    private void requireServed(Gallery gallery, List<ModelId> models) {
        models.stream().filter(model -> !catalog.serves(model)).findFirst().ifPresent(model -> {
            throw new GalleryException.ModelNotServed(gallery.name(), model);
        });
    }

    /**
     * @param gallery one that was found here
     * @param asked what the request asks for; null for what is set for the gallery, or else by the operator
     * @throws NotCalibratedException if the gallery's embedder is not calibrated at this rate
     * @throws RateTooLooseException if the request may not ask for it
     */
    public DecisionPolicy policy(Gallery gallery, @Nullable FalseMatchRate asked) {
        return thresholds.at(
                gallery.model(),
                gallery.population(),
                floor.decidedAt(gallery.model(), gallery.population(), gallery.falseMatchRate(), asked));
    }

    /** Fails with {@link GalleryException} if the gallery, or the identity in it, can't be found. */
    public Uni<GalleryMember> member(GalleryName gallery, ExternalId externalId) {
        return gallery(gallery)
                .chain(found -> identities.get(found, externalId).map(identity -> new GalleryMember(found, identity)));
    }

    /**
     * As {@link #member}, for an enrolment, which needs the embedder that the gallery moves to as well.
     */
    public Uni<GalleryMember> enrolling(GalleryName gallery, ExternalId externalId) {
        return member(gallery, externalId)
                .invoke(member ->
                        requireServed(member.gallery(), member.gallery().models()));
    }
}
