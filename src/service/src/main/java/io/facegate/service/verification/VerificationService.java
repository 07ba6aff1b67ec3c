package io.facegate.service.verification;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Callers;
import io.facegate.service.attempt.Attempts;
import io.facegate.service.attempt.Liveness;
import io.facegate.service.attempt.Reservation;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.Decision;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.decision.Verdict;
import io.facegate.service.enrolment.ReEnrolment;
import io.facegate.service.event.Events;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.replay.Nonce;
import io.facegate.service.replay.Presented;
import io.facegate.service.template.HashedContent;
import io.facegate.service.template.TemplateStore;
import io.facegate.vision.detection.FaceChoice;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a picture shows an identity (1:1). */
@Singleton
public final class VerificationService {
    private final ServedGalleries galleries;
    private final FaceReader faces;
    private final QualityRules quality;
    private final TemplateStore store;
    private final ReEnrolment reEnrolment;
    private final Attempts attempts;
    private final Callers callers;
    private final Transactions transactions;
    private final Events events;

    VerificationService(
            ServedGalleries galleries,
            FaceReader faces,
            QualityRules quality,
            TemplateStore store,
            ReEnrolment reEnrolment,
            Attempts attempts,
            Callers callers,
            Transactions transactions,
            Events events) {
        this.galleries = galleries;
        this.faces = faces;
        this.quality = quality;
        this.store = store;
        this.reEnrolment = reEnrolment;
        this.attempts = attempts;
        this.callers = callers;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @param picture encoded; it is not asked for before the identity is found
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
        String owner = callers.current().who().toString();
        return ServedGalleries.acrossMoves(() -> galleries
                .member(gallery, externalId)
                .chain(member -> member.identity().active()
                        ? verify(new Claim(member, owner, nonce), picture, choice, rate)
                        : Uni.createFrom().item(new VerificationOutcome.Inactive())));
    }

    /** Who somebody says they are, and what they bring besides their picture. */
    private record Claim(
            GalleryMember member, String owner, @Nullable Nonce nonce) {}

    private Uni<VerificationOutcome> verify(
            Claim claim, Uni<byte[]> picture, FaceChoice choice, @Nullable FalseMatchRate rate) {
        GalleryMember member = claim.member();
        DecisionPolicy policy = galleries.policy(member.gallery(), rate);
        return attempts.refusal(member, Liveness.UNCHECKED, claim.nonce() != null)
                .chain(refusal -> refusal.<Uni<VerificationOutcome>>map(
                                why -> Uni.createFrom().item(new VerificationOutcome.NotAttempted(why)))
                        .orElseGet(() -> picture.chain(bytes -> verify(claim, bytes, choice, policy))));
    }

    private Uni<VerificationOutcome> verify(Claim claim, byte[] picture, FaceChoice choice, DecisionPolicy policy) {
        GalleryMember member = claim.member();
        boolean reEnrols = reEnrolment.wanted(member);
        return faces.readHashedProbe(
                        picture,
                        choice,
                        reEnrols
                                ? member.gallery().models()
                                : List.of(member.gallery().model()),
                        quality.check(Purpose.VERIFICATION, member.gallery().gates()))
                .chain(probe -> compare(claim, probe, policy)
                        .call(outcome -> reEnrols
                                        && outcome instanceof VerificationOutcome.Decided decided
                                        && decided.verdict().decision() == Decision.ACCESS_GRANTED
                                        && probe.value() instanceof FaceReading.Read read
                                ? reEnrol(member, read, probe.hash())
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> reEnrol(GalleryMember member, FaceReading.Read probe, ContentHash picture) {
        return reEnrolment.offer(member, probe.byModel().get(1).faces().get(0), picture);
    }

    private Uni<VerificationOutcome> compare(Claim claim, HashedContent<FaceReading> probe, DecisionPolicy policy) {
        return probe.value()
                .then(
                        read -> attempts.during(
                                claim.member(),
                                Liveness.UNCHECKED,
                                new Presented(claim.owner(), claim.nonce(), probe.hash()),
                                reservation -> compare(reservation, read, policy),
                                VerificationOutcome.Decided.class::isInstance,
                                VerificationOutcome.NotAttempted::new),
                        VerificationOutcome.Refused::new);
    }

    private Uni<VerificationOutcome> compare(Reservation reservation, FaceReading.Read probe, DecisionPolicy policy) {
        GalleryMember member = reservation.member();
        return store.compare(
                        member.gallery().name(),
                        new ExternalId(member.identity().externalId()),
                        probe.face().embedding())
                .chain(best -> best.map(comparison -> decided(
                                reservation,
                                new VerificationOutcome.Decided(
                                        policy.judge(comparison),
                                        probe.face().embedding().model(),
                                        probe.probe())))
                        .orElseGet(() -> Uni.createFrom()
                                .item(new VerificationOutcome.NotEnrolled(
                                        probe.face().embedding().model()))));
    }

    private Uni<VerificationOutcome> decided(Reservation reservation, VerificationOutcome.Decided decided) {
        GalleryMember member = reservation.member();
        return transactions.run(work -> conclude(work, reservation, decided.verdict())
                .chain(() -> events.publish(
                        work,
                        new IdentityVerified(
                                member.gallery().name(),
                                member.identity().id(),
                                new ExternalId(member.identity().externalId()),
                                decided.verdict(),
                                decided.model())))
                .replaceWith(decided));
    }

    /** Whoever needs a second factor was not recognised by their face. */
    private Uni<Void> conclude(UnitOfWork work, Reservation reservation, Verdict verdict) {
        return verdict.decision() == Decision.ACCESS_GRANTED
                ? attempts.succeeded(work, reservation)
                : attempts.failed(work, reservation);
    }
}
