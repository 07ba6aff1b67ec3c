package io.facegate.service.verification;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.Transactions;
import io.facegate.service.decision.Decision;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.enrolment.ReEnrolment;
import io.facegate.service.event.Events;
import io.facegate.service.face.FaceReader;
import io.facegate.service.face.FaceReading;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.gallery.ServedGalleries;
import io.facegate.service.quality.Purpose;
import io.facegate.service.quality.QualityCheck;
import io.facegate.service.quality.QualityRules;
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
    private final Transactions transactions;
    private final Events events;

    VerificationService(
            ServedGalleries galleries,
            FaceReader faces,
            QualityRules quality,
            TemplateStore store,
            ReEnrolment reEnrolment,
            Transactions transactions,
            Events events) {
        this.galleries = galleries;
        this.faces = faces;
        this.quality = quality;
        this.store = store;
        this.reEnrolment = reEnrolment;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @param picture encoded; it is not asked for before the identity is found
     * @param choice of one face
     * @param rate null for the gallery's, or else the operator's
     * @return fails with {@link GalleryException} if the gallery or the identity can't be found
     */
    public Uni<VerificationOutcome> verify(
            GalleryName gallery,
            ExternalId externalId,
            Uni<byte[]> picture,
            FaceChoice choice,
            @Nullable FalseMatchRate rate) {
        return ServedGalleries.acrossMoves(() -> galleries
                .member(gallery, externalId)
                .chain(member -> member.identity().active()
                        ? verify(member, picture, choice, rate)
                        : Uni.createFrom().item(new VerificationOutcome.Inactive())));
    }

    private Uni<VerificationOutcome> verify(
            GalleryMember member, Uni<byte[]> picture, FaceChoice choice, @Nullable FalseMatchRate rate) {
        DecisionPolicy policy = galleries.policy(member.gallery(), rate);
        return picture.chain(bytes -> reEnrolment.wanted(member)
                ? verifyAndReEnrol(member, bytes, choice, policy)
                : faces.readProbe(bytes, choice, List.of(member.gallery().model()), check(member))
                        .chain(reading -> compare(member, reading, policy)));
    }

    private QualityCheck check(GalleryMember member) {
        return quality.check(Purpose.VERIFICATION, member.gallery().gates());
    }

    private Uni<VerificationOutcome> verifyAndReEnrol(
            GalleryMember member, byte[] picture, FaceChoice choice, DecisionPolicy policy) {
        return faces.readHashedProbe(picture, choice, member.gallery().models(), check(member))
                .chain(probe -> compare(member, probe.value(), policy)
                        .call(outcome -> outcome instanceof VerificationOutcome.Decided decided
                                        && decided.verdict().decision() == Decision.ACCESS_GRANTED
                                        && probe.value() instanceof FaceReading.Read read
                                ? reEnrol(member, read, probe.hash())
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> reEnrol(GalleryMember member, FaceReading.Read probe, ContentHash picture) {
        return reEnrolment.offer(member, probe.byModel().get(1).faces().get(0), picture);
    }

    private Uni<VerificationOutcome> compare(GalleryMember member, FaceReading reading, DecisionPolicy policy) {
        return reading.then(probe -> compare(member, probe, policy), VerificationOutcome.Refused::new);
    }

    private Uni<VerificationOutcome> compare(GalleryMember member, FaceReading.Read probe, DecisionPolicy policy) {
        return store.similarity(
                        member.gallery().name(),
                        new ExternalId(member.identity().externalId()),
                        probe.face().embedding())
                .chain(best -> best.map(similarity -> decided(
                                member,
                                new VerificationOutcome.Decided(
                                        policy.judge(similarity),
                                        probe.face().embedding().model(),
                                        probe.probe())))
                        .orElseGet(() -> Uni.createFrom()
                                .item(new VerificationOutcome.NotEnrolled(
                                        probe.face().embedding().model()))));
    }

    private Uni<VerificationOutcome> decided(GalleryMember member, VerificationOutcome.Decided decided) {
        return transactions.run(work -> events.publish(
                        work,
                        new IdentityVerified(
                                member.gallery().name(),
                                member.identity().id(),
                                new ExternalId(member.identity().externalId()),
                                decided.verdict(),
                                decided.model()))
                .replaceWith(decided));
    }
}
