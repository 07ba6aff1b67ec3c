package io.facegate.service.job;

import io.facegate.service.database.Transactions;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is of a job is in the database, so that any service can tell of it, and go on with a deletion after any
 * crash. An import is one transaction, which dies with its service.
 */
@Singleton
final class JobRepository {
    /** The class of the advisory locks that imports hold, each for its job: {@code job_overview} tells by them which live. */
    static final int WORKING = 0x66670001;

    private static final Map<String, Object> INTERRUPTED = Map.of(
            "code",
            ProblemType.IMPORT_INTERRUPTED.code(),
            "detail",
            "The service that worked on it ended, and nothing of it was kept.\nMaybe import the file again.");

    private static final int LONGEST_PART = 2000;

    private static final String FIND = """
            SELECT o.job_id, o.kind, o.gallery, o.model, o.state, o.identities, o.templates, j.result::text, o.created_at,
                o.finished_at
            FROM job_overview o JOIN jobs j USING (job_id) WHERE o.job_id = $1""";
    private static final String UNFINISHED = """
            SELECT job_id FROM jobs WHERE finished_at IS NULL AND kind <> 'import' ORDER BY job_id""";
    private static final String CONTINUE = "SELECT continue_deletion($1, $2)";
    private static final String FORGET =
            "DELETE FROM jobs WHERE coalesce(finished_at, created_at) < now() - interval '7 days'"
                    + " AND (finished_at IS NOT NULL OR kind = 'import')";

    private final Transactions transactions;

    JobRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Empty if there is no such job, or there was one more than a week ago. */
    Uni<Optional<Job>> find(long job) {
        return transactions
                .read(statements -> statements.execute(FIND, Tuple.of(job)))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(job(row));
                    }
                    return Optional.empty();
                });
    }

    /** Deletions that somebody has to go on with. */
    Uni<List<Long>> unfinished() {
        return transactions
                .readInBackground(statements -> statements.execute(UNFINISHED, Tuple.tuple()))
                .map(rows -> {
                    List<Long> jobs = new ArrayList<>();
                    rows.forEach(row -> jobs.add(row.getLong("job_id")));
                    return jobs;
                });
    }

    /** Deletes some rows. */
    Uni<DeletionStep> continueDeletion(long job) {
        return inBackground(CONTINUE, Tuple.of(job, LONGEST_PART))
                .map(rows -> DeletionStep.ofCode(rows.iterator().next().getString(0)));
    }

    /** Drops what nobody needs to ask about any more. */
    Uni<Void> forget() {
        return inBackground(FORGET, Tuple.tuple()).replaceWithVoid();
    }

    private Uni<RowSet<Row>> inBackground(String statement, Tuple parameters) {
        return transactions.runInBackground(work -> work.execute(statement, parameters));
    }

    private static Job job(Row row) {
        String result = row.getString("result");
        Job.State state = Job.State.ofCode(row.getString("state"));
        OffsetDateTime finished = row.getOffsetDateTime("finished_at");
        return new Job(
                row.getLong("job_id"),
                Job.Kind.ofCode(row.getString("kind")),
                row.getString("gallery"),
                row.getString("model"),
                state,
                row.getLong("identities"),
                row.getLong("templates"),
                result != null ? new JsonObject(result).getMap() : state == Job.State.FAILED ? INTERRUPTED : null,
                row.getOffsetDateTime("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
