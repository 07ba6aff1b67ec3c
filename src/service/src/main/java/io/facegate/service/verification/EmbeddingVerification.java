package io.facegate.service.verification;

import io.facegate.gallery.ExternalId;
import io.facegate.service.access.Caller;
import io.facegate.service.attempt.Attempts;
import io.facegate.service.attempt.Liveness;
import io.facegate.service.decision.DecidedByEmbedding;
import io.facegate.service.gallery.ClaimedIdentities;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.template.HashedContent;
import io.facegate.vision.embedding.Embedding;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Decides whether an embedding that was brought is of an identity (1:1). It counts as an attempt, as every verification. What
 * {@link VerificationService} refuses for its quality can't be seen here, so the operator opens it, or nobody asks.
 */
@Singleton
public final class EmbeddingVerification {
    private final ServedGalleries galleries;
    private final ClaimedIdentities identities;
    private final Attempts attempts;
    private final ClaimComparison comparison;

    EmbeddingVerification(
            ServedGalleries galleries, ClaimedIdentities identities, Attempts attempts, ClaimComparison comparison) {
        this.galleries = galleries;
        this.identities = identities;
        this.attempts = attempts;
        this.comparison = comparison;
    }

    /**
     * @param gallery one whose embedder is served
     * @param face of the gallery's embedder
     * @return fails with {@link GalleryException.WrongModel} if the gallery has moved to another embedder just now, and with
     *     another {@link GalleryException} if there is no such identity
     */
    public Uni<ClaimOutcome> verify(
            Gallery gallery, ExternalId externalId, HashedContent<Embedding> face, Caller caller) {
        return identities
                .find(gallery, externalId, caller)
                .map(claimed -> new Claim(claimed, caller, null))
                .chain(claim -> claim.saysThatItIsInactive()
                        ? Uni.createFrom().item(new ClaimOutcome.NothingToCompare())
                        : verify(claim, face));
    }

    private Uni<ClaimOutcome> verify(Claim claim, HashedContent<Embedding> face) {
        return attempts.refusal(claim.who(), Liveness.UNCHECKED, false).chain(refusal -> refusal.<Uni<ClaimOutcome>>map(
                        why -> Uni.createFrom().item(new ClaimOutcome.NotAttempted(why)))
                .orElseGet(() -> comparison.compare(
                        claim,
                        face.value(),
                        face.hash(),
                        galleries.policy(claim.who().gallery(), null),
                        DecidedByEmbedding::new)));
    }
}
