package io.facegate.service.attempt;

import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.replay.Presented;
import io.facegate.service.replay.ReplayGuard;
import io.facegate.service.replay.ReplayRefusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The only way to a comparison with an identity. A try is reserved, and committed, before anything is compared: from then on it
 * is a failure, whatever happens to this service, until {@link #succeeded} says otherwise.
 *
 * <p>What comes to no comparison is no try: a picture without a face, or one that isn't good enough, tells nobody anything of
 * the identity. So it is reserved once the picture is read, and given back ({@link #during}) if nothing could be compared.
 */
@Singleton
public final class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);

    /** Nothing is compared for longer: what was reserved before it is not being compared any more. */
    private static final Duration LONGEST_COMPARISON = Duration.ofMinutes(1);

    private final AttemptPolicy policy;
    private final ReplayGuard replay;
    private final RunningTries running;
    private final Transactions transactions;
    private final Events events;

    Attempts(AttemptPolicy policy, ReplayGuard replay, RunningTries running, Transactions transactions, Events events) {
        this.policy = policy;
        this.replay = replay;
        this.running = running;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * Whether a try would be refused now, so that nothing needs to be computed for it. If that may be only because of one that
     * is being compared, it isn't said: it turns out when its turn comes.
     *
     * @param liveness the best that the try may come to
     * @param hasNonce whether one was brought
     */
    public Uni<Optional<AttemptRefusal>> refusal(ClaimedIdentity claimed, Liveness liveness, boolean hasNonce) {
        if (!hasNonce && replay.requiresNonce(claimed.gallery())) {
            return Uni.createFrom().item(Optional.of(new AttemptRefusal.Replayed(ReplayRefusal.NONCE_REQUIRED)));
        }
        AttemptLimits limits = policy.limits(claimed.gallery(), liveness);
        boolean anyBefore = running.isAny(claimed);
        return transactions
                .read(statements -> AttemptRows.refusal(statements, claimed, limits))
                .map(refusal -> anyBefore || running.isAny(claimed) ? Optional.<AttemptRefusal>empty() : refusal)
                .call(refusal -> refusal.map(why -> refused(claimed, limits, why))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /**
     * Reserves a try and compares, or says why it may not be.
     *
     * @param comparison concludes by {@link #succeeded} or {@link #failed}, in the unit of work in which it tells of its
     *     decision; one that fails, or comes to nothing, gives the reservation back
     * @param concluded whether an outcome is one of a comparison
     * @param otherwise the outcome if nothing may be compared
     */
    public <T> Uni<T> during(
            ClaimedIdentity claimed,
            Liveness liveness,
            Presented presented,
            Function<Reservation, Uni<T>> comparison,
            Predicate<T> concluded,
            Function<AttemptRefusal, T> otherwise) {
        AttemptLimits limits = policy.limits(claimed.gallery(), liveness);
        return running.inTurn(claimed, () -> reserve(claimed, presented, limits).chain(admission -> {
            if (admission instanceof Admission.Granted granted) {
                return running.running(claimed, () -> compare(granted.reservation(), comparison, concluded));
            }
            AttemptRefusal why = ((Admission.Refused) admission).why();
            return refused(claimed, limits, why).replaceWith(() -> otherwise.apply(why));
        }));
    }

    private <T> Uni<T> compare(
            Reservation reservation, Function<Reservation, Uni<T>> comparison, Predicate<T> concluded) {
        return comparison
                .apply(reservation)
                .call(outcome -> concluded.test(outcome) ? Uni.createFrom().voidItem() : release(reservation))
                .onFailure()
                .call(() -> release(reservation));
    }

    /** What undoes a reservation, with the nonce that was taken and the picture that was remembered. */
    private static final class Replayed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final ReplayRefusal why;

        Replayed(ReplayRefusal why) {
            super(why.code(), null, false, false);
            this.why = why;
        }
    }

    private Uni<Admission> reserve(ClaimedIdentity claimed, Presented presented, AttemptLimits limits) {
        return transactions
                .run(work -> AttemptRows.reserve(work, claimed, presented, limits)
                        .chain(reserved -> reserved.map(reservation -> admit(work, reservation))
                                .orElseGet(() -> AttemptRows.refusal(work, claimed, limits)
                                        // its time came just now
                                        .map(why ->
                                                why.orElse(new AttemptRefusal.TooManyAttempts(Duration.ofSeconds(1))))
                                        .map(Admission.Refused::new))))
                .onFailure(Replayed.class)
                .recoverWithItem(
                        replayed -> new Admission.Refused(new AttemptRefusal.Replayed(((Replayed) replayed).why)));
    }

    private Uni<Admission> admit(UnitOfWork work, Reservation reservation) {
        return replay.admit(work, reservation.claimed(), reservation.presented())
                .map(refusal -> {
                    if (refusal.isPresent()) {
                        throw new Replayed(refusal.get());
                    }
                    return new Admission.Granted(reservation);
                });
    }

    private Uni<Void> refused(ClaimedIdentity claimed, AttemptLimits limits, AttemptRefusal why) {
        return transactions.run(work -> {
            Uni<Void> told = why instanceof AttemptRefusal.FaceDisabled
                    // if the service died that compared the last one, nobody has said so yet
                    ? disable(work, claimed, limits, LONGEST_COMPARISON)
                    : Uni.createFrom().voidItem();
            return told.chain(() -> events.publish(work, new AttemptEvent.Refused(claimed, why)));
        });
    }

    /** Forgives the failures up to this try. */
    public Uni<Void> succeeded(UnitOfWork work, Reservation reservation) {
        return AttemptRows.succeed(work, reservation);
    }

    /** It counts already; the last of too many disables the face. */
    public Uni<Void> failed(UnitOfWork work, Reservation reservation) {
        return reservation.failures() < reservation.limits().disableAfter()
                ? Uni.createFrom().voidItem()
                : disable(work, reservation.claimed(), reservation.limits(), Duration.ZERO);
    }

    private Uni<Void> disable(UnitOfWork work, ClaimedIdentity claimed, AttemptLimits limits, Duration since) {
        return AttemptRows.disable(work, claimed, limits, since)
                .chain(disabled -> disabled
                        ? events.publish(work, new AttemptEvent.FaceDisabled(claimed))
                        : Uni.createFrom().voidItem());
    }

    /** What can't be given back stays a failure. */
    private Uni<Void> release(Reservation reservation) {
        return transactions
                .run(work -> AttemptRows.release(work, reservation)
                        .chain(() -> replay.forget(
                                work,
                                reservation.claimed(),
                                reservation.presented().picture())))
                .onFailure()
                .invoke(failure -> LOG.warnf("A try that was not compared counts as failed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<AttemptState> show(ClaimedIdentity claimed) {
        AttemptLimits limits = policy.limits(claimed.gallery(), Liveness.UNCHECKED);
        return transactions.read(statements -> AttemptRows.show(statements, claimed, limits));
    }

    /** Forgives all failures, and makes the face a factor again. */
    Uni<AttemptState> reset(ClaimedIdentity claimed) {
        return transactions
                .run(work -> AttemptRows.reset(work, claimed)
                        .chain(() -> events.publish(work, new AttemptEvent.Reset(claimed))))
                .chain(() -> show(claimed));
    }
}
