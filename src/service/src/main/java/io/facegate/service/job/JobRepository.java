package io.facegate.service.job;

import io.facegate.service.problem.ProblemType;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a job is in the database, so that any service can tell of it, and go on with a deletion after any
 * crash. An import is one transaction, which dies with its service; {@link #WORKING} tells which of them still live.
 */
@Singleton
final class JobRepository {
    /** The class of the advisory locks that imports hold, each for its job. */
    static final int WORKING = 0x66670001;

    private static final int LONGEST_PART = 2000;

    // the lock is free again when the statement ends
    private static final String FIND = """
            SELECT job_id, kind, gallery, model_id, identities, templates, result::text, created_at, finished_at,
                CASE WHEN kind = 'import' AND finished_at IS NULL
                    THEN pg_try_advisory_xact_lock_shared($2, job_id::integer) ELSE false END AS dead
            FROM jobs WHERE job_id = $1""";
    private static final String UNFINISHED = """
            SELECT job_id FROM jobs WHERE finished_at IS NULL AND kind <> 'import' ORDER BY job_id""";
    private static final String CONTINUE = "SELECT continue_deletion($1, $2)";
    private static final String FORGET =
            "DELETE FROM jobs WHERE coalesce(finished_at, created_at) < now() - interval '7 days'"
                    + " AND (finished_at IS NOT NULL OR kind = 'import')";

    private final Pool pool;
    private final Pool bulk;

    JobRepository(Pool pool, @ReactiveDataSource("bulk") Pool bulk) {
        this.pool = pool;
        this.bulk = bulk;
    }

    /** Empty if there is no such job, or there was one more than a week ago. */
    Uni<Optional<Job>> find(long job) {
        return pool.preparedQuery(FIND).execute(Tuple.of(job, WORKING)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(job(row));
            }
            return Optional.empty();
        });
    }

    /** Deletions that somebody has to go on with. */
    Uni<List<Long>> unfinished() {
        return bulk.query(UNFINISHED).execute().map(rows -> {
            List<Long> jobs = new ArrayList<>();
            rows.forEach(row -> jobs.add(row.getLong("job_id")));
            return jobs;
        });
    }

    /** Deletes some rows, in one transaction. */
    Uni<DeletionStep> continueDeletion(long job) {
        return bulk.preparedQuery(CONTINUE)
                .execute(Tuple.of(job, LONGEST_PART))
                .map(rows -> DeletionStep.ofCode(rows.iterator().next().getString(0)));
    }

    /** Drops what nobody needs to ask about any more. */
    Uni<Void> forget() {
        return bulk.query(FORGET).execute().replaceWithVoid();
    }

    private static Job job(Row row) {
        String result = row.getString("result");
        Map<String, Object> told = result == null ? null : new JsonObject(result).getMap();
        boolean dead = row.getBoolean("dead");
        if (dead) {
            told = Map.of(
                    "code",
                    ProblemType.IMPORT_INTERRUPTED.code(),
                    "detail",
                    "The service that worked on it ended, and nothing of it was kept.\nMaybe import the file again.");
        }
        return new Job(
                row.getLong("job_id"),
                Job.Kind.ofCode(row.getString("kind")),
                row.getString("gallery"),
                row.getString("model_id"),
                state(row, dead, told),
                row.getLong("identities"),
                row.getLong("templates"),
                told,
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("finished_at") == null
                        ? null
                        : row.getOffsetDateTime("finished_at").toInstant());
    }

    private static Job.State state(Row row, boolean dead, @Nullable Map<String, Object> result) {
        if (dead || (result != null && result.containsKey("code"))) {
            return Job.State.FAILED;
        }
        return row.getOffsetDateTime("finished_at") == null ? Job.State.RUNNING : Job.State.FINISHED;
    }
}
