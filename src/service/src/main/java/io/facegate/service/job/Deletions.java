package io.facegate.service.job;

import io.facegate.service.config.JobsConfig;
import io.facegate.service.turn.Turns;
import io.facegate.service.upkeep.Upkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Deletes in parts that commit, so that no lock is held for long and a crash costs a part at most. Each service looks for
 * what others left unfinished; a part is one's that took it first.
 */
@Singleton
public final class Deletions implements Upkeep {
    private static final Logger LOG = Logger.getLogger(Deletions.class);
    /** However many deletions there are, a service deletes one part at a time. */
    private static final String PARTS = "parts";
    /** Until a part is asked for again that somebody else was at. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final JobRepository jobs;
    private final JobsConfig config;
    private final Turns<String> turns = new Turns<>(1000);
    private volatile boolean stopping;

    Deletions(JobRepository jobs, JobsConfig config) {
        this.jobs = jobs;
        this.config = config;
    }

    @Override
    public String name() {
        return "deletions";
    }

    @Override
    public Duration every() {
        return config.resumeEvery();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Deletes what a job is about, whether or not anybody waits for it.
     *
     * @return true once all of it is gone; false if that takes longer than a request should wait
     */
    public Uni<Boolean> carryOut(long job) {
        Uni<Boolean> work = untilFinished(job)
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.infof("A deletion goes on later: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(false)
                .memoize()
                .indefinitely();
        work.subscribe().with(finished -> {});
        return work.ifNoItem().after(config.answerWithin()).recoverWithItem(false);
    }

    private Uni<Void> untilFinished(long job) {
        return step(job, LOOK_AGAIN)
                .repeat()
                .until(step -> step == DeletionStep.FINISHED)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<DeletionStep> step(long job, Duration ifTaken) {
        return Uni.createFrom()
                .deferred(() -> turns.inTurn(PARTS, () -> jobs.continueDeletion(job)))
                .onItem()
                .call(step -> step == DeletionStep.TAKEN
                        ? Uni.createFrom().voidItem().onItem().delayIt().by(ifTaken)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> round() {
        return jobs.forget()
                .chain(jobs::unfinished)
                .onItem()
                .transformToMulti(unfinished -> Multi.createFrom().iterable(unfinished))
                .onItem()
                .transformToUniAndConcatenate(this::goOn)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.debugf("Deletions can't be looked for now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** What somebody else is at is left to them. */
    private Uni<Void> goOn(long job) {
        return step(job, Duration.ZERO)
                .repeat()
                .whilst(step -> step == DeletionStep.MORE && !stopping)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Deletion %d can't go on now: %s", (Object) job, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
