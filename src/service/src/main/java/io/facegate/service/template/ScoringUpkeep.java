package io.facegate.service.template;

import io.facegate.service.config.SearchConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.upkeep.Upkeep;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Makes the centres of the embedders known at the start, and scores by them, part by part, what was enrolled before. How far
 * that is, is in the database: any service goes on with it, after any crash. Searches are right meanwhile, and slower.
 */
@Singleton
final class ScoringUpkeep implements Upkeep {
    private static final Logger LOG = Logger.getLogger(ScoringUpkeep.class);

    private static final String CONTINUE = "SELECT continue_scoring()";
    private static final String TAKEN = "taken";
    private static final String FINISHED = "finished";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final ScoringCentres centres;
    private final SearchConfig config;
    private final AtomicBoolean known = new AtomicBoolean();

    ScoringUpkeep(Transactions transactions, ScoringCentres centres, SearchConfig config) {
        this.transactions = transactions;
        this.centres = centres;
        this.config = config;
    }

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public Duration every() {
        return config.chooseEvery();
    }

    @Override
    public Uni<Void> round() {
        return makeAllKnown()
                .chain(this::score)
                .onFailure()
                .invoke(failure -> LOG.warnf("Templates can't be scored now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Once: another service may be of a later calibration by now. */
    private Uni<Void> makeAllKnown() {
        return known.get()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(centres.embedders())
                        .onItem()
                        .transformToUniAndConcatenate(centres::makeKnown)
                        .onItem()
                        .ignoreAsUni()
                        .invoke(() -> known.set(true));
    }

    private Uni<Void> score() {
        return Multi.createBy()
                .repeating()
                .uni(this::part)
                .whilst(state -> !state.equals(FINISHED))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<String> part() {
        return transactions
                .runInBackground(work -> work.execute(CONTINUE, Tuple.tuple()))
                .map(rows -> TemplateRows.only(rows).getString(0))
                .call(state -> state.equals(TAKEN)
                        ? Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE)
                        : Uni.createFrom().voidItem());
    }
}
