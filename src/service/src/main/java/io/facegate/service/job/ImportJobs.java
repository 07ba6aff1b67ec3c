package io.facegate.service.job;

import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Keeps what became of imports, so that somebody who no longer waits can ask. */
@Singleton
public final class ImportJobs {
    private static final String BEGIN = """
            INSERT INTO jobs (kind, gallery_id, gallery) VALUES ('import', $1, $2) RETURNING job_id""";
    private static final String HOLD = "SELECT pg_advisory_xact_lock($1, $2::bigint::integer)";
    private static final String FINISH = """
            UPDATE jobs SET identities = $2, templates = $3, result = $4::text::json, finished_at = clock_timestamp()
            WHERE job_id = $1""";

    private final Transactions transactions;

    ImportJobs(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @return the job's number */
    public Uni<Long> begin(long gallery, String name) {
        return transactions.run(work -> work.execute(BEGIN, Tuple.of(gallery, name))
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    /** Whoever asks sees that the import lives, as long as its unit of work does. */
    public Uni<Void> hold(UnitOfWork work, long job) {
        return work.execute(HOLD, Tuple.of(JobRepository.WORKING, job)).replaceWithVoid();
    }

    /**
     * It is finished if its unit of work commits.
     *
     * @param answer what the request is answered, or would be, in JSON
     */
    public Uni<Void> finish(UnitOfWork work, long job, long identities, long templates, String answer) {
        return work.execute(FINISH, Tuple.of(job, identities, templates, answer))
                .replaceWithVoid();
    }

    /** Nothing of it was kept. */
    public Uni<Void> fail(long job, ProblemType problem, String detail) {
        String why = JsonObject.of("code", problem.code(), "detail", detail).encode();
        return transactions.run(work -> finish(work, job, 0, 0, why));
    }
}
