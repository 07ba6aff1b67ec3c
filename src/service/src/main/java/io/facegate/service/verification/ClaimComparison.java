package io.facegate.service.verification;

import io.facegate.gallery.ContentHash;
import io.facegate.service.attempt.Attempts;
import io.facegate.service.attempt.Liveness;
import io.facegate.service.attempt.Reservation;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.Decision;
import io.facegate.service.decision.DecisionMade;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.Verdict;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.template.TemplateStore;
import io.facegate.vision.embedding.Embedding;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.UnaryOperator;

/** Compares a face with whom somebody says they are: as an attempt, of which it is told. */
@Singleton
final class ClaimComparison {
    private final TemplateStore store;
    private final Decoys decoys;
    private final Attempts attempts;
    private final Transactions transactions;
    private final Events events;

    ClaimComparison(TemplateStore store, Decoys decoys, Attempts attempts, Transactions transactions, Events events) {
        this.store = store;
        this.decoys = decoys;
        this.attempts = attempts;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @param content that the face is of
     * @param told what the decision is made into before it is told of
     */
    Uni<ClaimOutcome> compare(
            Claim claim, Embedding face, ContentHash content, DecisionPolicy policy, UnaryOperator<DecisionMade> told) {
        return attempts.during(
                claim.who(),
                Liveness.UNCHECKED,
                claim.presenting(content),
                reservation -> compare(claim, reservation, face, policy, told),
                ClaimOutcome.Decided.class::isInstance,
                ClaimOutcome.NotAttempted::new);
    }

    private Uni<ClaimOutcome> compare(
            Claim claim,
            Reservation reservation,
            Embedding face,
            DecisionPolicy policy,
            UnaryOperator<DecisionMade> told) {
        ClaimedIdentity who = claim.who();
        return store.compare(who.gallery().name(), who.externalId(), face).chain(best -> {
            if (best.isPresent()) {
                Verdict verdict = policy.judge(best.get());
                return decided(
                        reservation,
                        verdict,
                        told.apply(new IdentityVerified(
                                who.gallery().name(), who.id(), who.externalId(), verdict, face.model())));
            }
            return claim.by().mayKnowWhoIsEnrolled()
                    ? Uni.createFrom().item(new ClaimOutcome.NothingToCompare())
                    : decided(
                            reservation,
                            decoys.deny(who, face, policy),
                            told.apply(new VerificationDenied(who, face.model())));
        });
    }

    private Uni<ClaimOutcome> decided(Reservation reservation, Verdict verdict, DecisionMade event) {
        return transactions.run(work -> conclude(work, reservation, verdict)
                .chain(() -> events.publish(work, event))
                .replaceWith(new ClaimOutcome.Decided(verdict)));
    }

    /** Whoever needs a second factor was not recognised by their face. */
    private Uni<Void> conclude(UnitOfWork work, Reservation reservation, Verdict verdict) {
        return verdict.decision() == Decision.ACCESS_GRANTED
                ? attempts.succeeded(work, reservation)
                : attempts.failed(work, reservation);
    }
}
