package io.facegate.service.verification;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.attempt.Attempts;
import io.facegate.service.attempt.Liveness;
import io.facegate.service.attempt.Reservation;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.Decision;
import io.facegate.service.decision.DecisionMade;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.Verdict;
import io.facegate.service.enrolment.ReEnrolment;
import io.facegate.service.event.Events;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.gallery.ClaimedIdentities;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.replay.Nonce;
import io.facegate.service.template.HashedContent;
import io.facegate.service.template.TemplateStore;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedding;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a picture shows an identity (1:1). */
@Singleton
public final class VerificationService {
    private final ServedGalleries galleries;
    private final ClaimedIdentities identities;
    private final FaceReader faces;
    private final QualityRules quality;
    private final TemplateStore store;
    private final Decoys decoys;
    private final ReEnrolment reEnrolment;
    private final Attempts attempts;
    private final Callers callers;
    private final Transactions transactions;
    private final Events events;

    VerificationService(
            ServedGalleries galleries,
            ClaimedIdentities identities,
            FaceReader faces,
            QualityRules quality,
            TemplateStore store,
            Decoys decoys,
            ReEnrolment reEnrolment,
            Attempts attempts,
            Callers callers,
            Transactions transactions,
            Events events) {
        this.galleries = galleries;
        this.identities = identities;
        this.faces = faces;
        this.quality = quality;
        this.store = store;
        this.decoys = decoys;
        this.reEnrolment = reEnrolment;
        this.attempts = attempts;
        this.callers = callers;
        this.transactions = transactions;
        this.events = events;
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
                        read -> attempts.during(
                                claim.who(),
                                Liveness.UNCHECKED,
                                claim.presenting(probe.hash()),
                                reservation -> compare(claim, reservation, read, policy),
                                VerificationOutcome.Decided.class::isInstance,
                                VerificationOutcome.NotAttempted::new),
                        VerificationOutcome.Refused::new);
    }

    private Uni<VerificationOutcome> compare(
            Claim claim, Reservation reservation, FaceReading.Read probe, DecisionPolicy policy) {
        ClaimedIdentity who = claim.who();
        Embedding face = probe.face().embedding();
        return store.compare(who.gallery().name(), who.externalId(), face).chain(best -> {
            if (best.isPresent()) {
                Verdict verdict = policy.judge(best.get());
                return decided(
                        reservation,
                        new VerificationOutcome.Decided(verdict, face.model(), probe.probe()),
                        new IdentityVerified(who.gallery().name(), who.id(), who.externalId(), verdict, face.model()));
            }
            return claim.by().mayKnowWhoIsEnrolled()
                    ? Uni.createFrom().item(new VerificationOutcome.NotEnrolled(face.model()))
                    : decided(
                            reservation,
                            new VerificationOutcome.Decided(
                                    decoys.deny(who, face, policy), face.model(), probe.probe()),
                            new VerificationDenied(who, face.model()));
        });
    }

    private Uni<VerificationOutcome> decided(
            Reservation reservation, VerificationOutcome.Decided decided, DecisionMade event) {
        return transactions.run(work -> conclude(work, reservation, decided.verdict())
                .chain(() -> events.publish(work, event))
                .replaceWith(decided));
    }

    /** Whoever needs a second factor was not recognised by their face. */
    private Uni<Void> conclude(UnitOfWork work, Reservation reservation, Verdict verdict) {
        return verdict.decision() == Decision.ACCESS_GRANTED
                ? attempts.succeeded(work, reservation)
                : attempts.failed(work, reservation);
    }
}
