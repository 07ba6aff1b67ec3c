package io.facegate.service.verification;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.attempt.Attempts;
import io.facegate.service.attempt.Liveness;
import io.facegate.service.decision.Decision;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.enrolment.ReEnrolment;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.face.ProbeFace;
import io.facegate.service.gallery.ClaimedIdentities;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.replay.Nonce;
import io.facegate.service.template.HashedContent;
import io.facegate.vision.detection.FaceChoice;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Decides whether a picture shows an identity (1:1). */
@Singleton
public final class VerificationService {
    private final ServedGalleries galleries;
    private final ClaimedIdentities identities;
    private final FaceReader faces;
    private final QualityRules quality;
    private final ClaimComparison comparison;
    private final ReEnrolment reEnrolment;
    private final Attempts attempts;
    private final Callers callers;

    VerificationService(
            ServedGalleries galleries,
            ClaimedIdentities identities,
            FaceReader faces,
            QualityRules quality,
            ClaimComparison comparison,
            ReEnrolment reEnrolment,
            Attempts attempts,
            Callers callers) {
        this.galleries = galleries;
        this.identities = identities;
        this.faces = faces;
        this.quality = quality;
        this.comparison = comparison;
        this.reEnrolment = reEnrolment;
        this.attempts = attempts;
        this.callers = callers;
    }

    /**
     * Whoever may not know who is enrolled is denied access where others are told that there is nothing to compare with: with the
     * same work, and as many failures until they must wait.
     *
     * @param picture encoded; it is not asked for before the identity is looked for
     * @param choice of one face
     * @param rate null for the gallery's, or else the operator's
     * @param nonce given for this verification; null if there is none
     * @return fails with {@link GalleryException} if the gallery or the identity can't be found
     */
    public Uni<VerificationOutcome> verify(
            GalleryName gallery,
            ExternalId externalId,
            Uni<byte[]> picture,
            FaceChoice choice,
            @Nullable FalseMatchRate rate,
            @Nullable Nonce nonce) {
        Caller caller = callers.current();
        return ServedGalleries.acrossMoves(() -> galleries
                .gallery(gallery)
                .chain(found -> identities.find(found, externalId, caller))
                .map(claimed -> new Claim(claimed, caller, nonce))
                .chain(claim -> claim.saysThatItIsInactive()
                        ? Uni.createFrom().item(new VerificationOutcome.Inactive())
                        : verify(claim, picture, choice, rate)));
    }

    private Uni<VerificationOutcome> verify(
            Claim claim, Uni<byte[]> picture, FaceChoice choice, @Nullable FalseMatchRate rate) {
        DecisionPolicy policy = galleries.policy(claim.who().gallery(), rate);
        return attempts.refusal(claim.who(), Liveness.UNCHECKED, claim.nonce() != null)
                .chain(refusal -> refusal.<Uni<VerificationOutcome>>map(
                                why -> Uni.createFrom().item(new VerificationOutcome.NotAttempted(why)))
                        .orElseGet(() -> picture.chain(bytes -> verify(claim, bytes, choice, policy))));
    }

    private Uni<VerificationOutcome> verify(Claim claim, byte[] picture, FaceChoice choice, DecisionPolicy policy) {
        Gallery gallery = claim.who().gallery();
        @Nullable
        GalleryMember reEnrolled =
                claim.who().member().filter(reEnrolment::wanted).orElse(null);
        return faces.readHashedProbe(
                        picture,
                        choice,
                        reEnrolled != null ? gallery.models() : List.of(gallery.model()),
                        quality.check(Purpose.VERIFICATION, gallery.gates()))
                .chain(probe -> compare(claim, probe, policy)
                        .call(outcome -> reEnrolled != null
                                        && outcome instanceof VerificationOutcome.Decided decided
                                        && decided.verdict().decision() == Decision.ACCESS_GRANTED
                                        && probe.value() instanceof FaceReading.Read read
                                ? reEnrol(reEnrolled, read, probe.hash())
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> reEnrol(GalleryMember member, FaceReading.Read probe, ContentHash picture) {
        return reEnrolment.offer(member, probe.byModel().get(1).faces().get(0), picture);
    }

    private Uni<VerificationOutcome> compare(Claim claim, HashedContent<FaceReading> probe, DecisionPolicy policy) {
        return probe.value()
                .then(
                        read -> comparison
                                .compare(claim, read.face().embedding(), probe.hash(), policy, UnaryOperator.identity())
                                .map(outcome -> outcome(outcome, read.probe())),
                        VerificationOutcome.Refused::new);
    }

    private static VerificationOutcome outcome(ClaimOutcome outcome, ProbeFace face) {
        if (outcome instanceof ClaimOutcome.Decided decided) {
            return new VerificationOutcome.Decided(
                    decided.verdict(), face.embedding().model(), face);
        }
        return outcome instanceof ClaimOutcome.NotAttempted notAttempted
                ? new VerificationOutcome.NotAttempted(notAttempted.why())
                : new VerificationOutcome.NotEnrolled(face.embedding().model());
    }
}
