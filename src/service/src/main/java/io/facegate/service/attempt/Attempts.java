package io.facegate.service.attempt;

import io.facegate.gallery.ExternalId;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.facegate.service.gallery.GalleryMember;
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
    private final Transactions transactions;
    private final Events events;

    Attempts(AttemptPolicy policy, ReplayGuard replay, Transactions transactions, Events events) {
        this.policy = policy;
        this.replay = replay;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * Whether a try would be refused now, so that nothing needs to be computed for it.
     *
     * @param liveness the best that the try may come to
     * @param hasNonce whether one was brought
     */
    public Uni<Optional<AttemptRefusal>> refusal(GalleryMember member, Liveness liveness, boolean hasNonce) {
        if (!hasNonce && replay.requiresNonce(member.gallery())) {
            return Uni.createFrom().item(Optional.of(new AttemptRefusal.Replayed(ReplayRefusal.NONCE_REQUIRED)));
        }
        AttemptLimits limits = policy.limits(member.gallery(), liveness);
        return transactions
                .read(statements -> AttemptRows.refusal(statements, member, limits))
                .call(refusal -> refusal.map(why -> transactions.run(work -> refused(work, member, limits, why)))
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
            GalleryMember member,
            Liveness liveness,
            Presented presented,
            Function<Reservation, Uni<T>> comparison,
            Predicate<T> concluded,
            Function<AttemptRefusal, T> otherwise) {
        return reserve(member, presented, policy.limits(member.gallery(), liveness))
                .chain(admission -> {
                    if (admission instanceof Admission.Granted granted) {
                        Reservation reservation = granted.reservation();
                        return comparison
                                .apply(reservation)
                                .call(outcome -> concluded.test(outcome)
                                        ? Uni.createFrom().voidItem()
                                        : release(reservation))
                                .onFailure()
                                .call(() -> release(reservation));
                    }
                    return Uni.createFrom().item(() -> otherwise.apply(((Admission.Refused) admission).why()));
                });
    }

    private sealed interface Admission {
        record Granted(Reservation reservation) implements Admission {}

        record Refused(AttemptRefusal why) implements Admission {}
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

    private Uni<Admission> reserve(GalleryMember member, Presented presented, AttemptLimits limits) {
        return transactions
                .run(work -> reserve(work, member, presented, limits))
                .onFailure(Replayed.class)
                .recoverWithUni(replayed -> {
                    AttemptRefusal why = new AttemptRefusal.Replayed(((Replayed) replayed).why);
                    return transactions
                            .run(work -> refused(work, member, limits, why))
                            .replaceWith(new Admission.Refused(why));
                });
    }

    private Uni<Admission> reserve(UnitOfWork work, GalleryMember member, Presented presented, AttemptLimits limits) {
        return AttemptRows.reserve(work, member, presented, limits)
                .chain(reserved -> reserved.map(reservation -> admit(work, reservation))
                        .orElseGet(() -> AttemptRows.refusal(work, member, limits)
                                // its time came just now
                                .map(why -> why.orElse(new AttemptRefusal.TooManyAttempts(Duration.ofSeconds(1))))
                                .call(why -> refused(work, member, limits, why))
                                .map(Admission.Refused::new)));
    }

    private Uni<Admission> admit(UnitOfWork work, Reservation reservation) {
        return replay.admit(work, reservation.member(), reservation.presented()).map(refusal -> {
            if (refusal.isPresent()) {
                throw new Replayed(refusal.get());
            }
            return new Admission.Granted(reservation);
        });
    }

    private Uni<Void> refused(UnitOfWork work, GalleryMember member, AttemptLimits limits, AttemptRefusal why) {
        Uni<Void> told = why instanceof AttemptRefusal.FaceDisabled
                // if the service died that compared the last one, nobody has said so yet
                ? disable(work, member, limits, LONGEST_COMPARISON)
                : Uni.createFrom().voidItem();
        return told.chain(() -> events.publish(
                work,
                new AttemptEvent.Refused(
                        member.gallery().name(), member.identity().id(), externalId(member), why)));
    }

    /** Forgives the failures up to this try. */
    public Uni<Void> succeeded(UnitOfWork work, Reservation reservation) {
        return AttemptRows.succeed(work, reservation);
    }

    /** It counts already; the last of too many disables the face. */
    public Uni<Void> failed(UnitOfWork work, Reservation reservation) {
        return reservation.failures() < reservation.limits().disableAfter()
                ? Uni.createFrom().voidItem()
                : disable(work, reservation.member(), reservation.limits(), Duration.ZERO);
    }

    private Uni<Void> disable(UnitOfWork work, GalleryMember member, AttemptLimits limits, Duration since) {
        return AttemptRows.disable(work, member, limits, since)
                .chain(disabled -> disabled
                        ? events.publish(
                                work,
                                new AttemptEvent.FaceDisabled(
                                        member.gallery().name(),
                                        member.identity().id(),
                                        externalId(member)))
                        : Uni.createFrom().voidItem());
    }

    /** What can't be given back stays a failure. */
    private Uni<Void> release(Reservation reservation) {
        return transactions
                .run(work -> AttemptRows.release(work, reservation)
                        .chain(() -> replay.forget(
                                work,
                                reservation.member(),
                                reservation.presented().picture())))
                .onFailure()
                .invoke(failure -> LOG.warnf("A try that was not compared counts as failed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<AttemptState> show(GalleryMember member) {
        AttemptLimits limits = policy.limits(member.gallery(), Liveness.UNCHECKED);
        return transactions.read(statements -> AttemptRows.show(statements, member, limits));
    }

    /** Forgives all failures, and makes the face a factor again. */
    Uni<AttemptState> reset(GalleryMember member) {
        return transactions
                .run(work -> AttemptRows.reset(work, member)
                        .chain(() -> events.publish(
                                work,
                                new AttemptEvent.Reset(
                                        member.gallery().name(),
                                        member.identity().id(),
                                        externalId(member)))))
                .chain(() -> show(member));
    }

    private static ExternalId externalId(GalleryMember member) {
        return new ExternalId(member.identity().externalId());
    }
}
