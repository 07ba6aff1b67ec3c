package io.facegate.service.job;

import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
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

    private final Pool pool;

    ImportJobs(Pool pool) {
        this.pool = pool;
    }

    /** @return the job's number */
    public Uni<Long> begin(long gallery, String name) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(gallery, name))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Whoever asks sees that the import lives, as long as its transaction does. */
    public Uni<Void> hold(SqlConnection connection, long job) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(JobRepository.WORKING, job))
                .replaceWithVoid();
    }

    /**
     * It is finished if its transaction commits.
     *
     * @param answer what the request is answered, or would be, in JSON
     */
    public Uni<Void> finish(SqlConnection connection, long job, long identities, long templates, String answer) {
        return finish((SqlClient) connection, job, identities, templates, answer);
    }

    /** Nothing of it was kept. */
    public Uni<Void> fail(long job, ProblemType problem, String detail) {
        return finish(
                pool,
                job,
                0,
                0,
                JsonObject.of("code", problem.code(), "detail", detail).encode());
    }

    private static Uni<Void> finish(SqlClient client, long job, long identities, long templates, String result) {
        return client.preparedQuery(FINISH)
                .execute(Tuple.of(job, identities, templates, result))
                .replaceWithVoid();
    }
}
