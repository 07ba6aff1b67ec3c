package io.facegate.service.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.config.IdempotencyConfig;
import io.facegate.service.database.SqlState;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryMember;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works each request out once, by its key. Whoever inserts the key's row holds a lease on it, and extends the lease as
 * long as it works; the lease of one that died runs out, and the next request takes it over. Only answers are kept: a
 * request that failed may be repeated.
 */
@Singleton
public final class IdempotentRequests {
    private static final Logger LOG = Logger.getLogger(IdempotentRequests.class);

    /** Takes a few at a time, and none that another request is deleting. */
    private static final String FORGET = """
            DELETE FROM idempotent_requests WHERE (gallery_id, key) IN (
                SELECT gallery_id, key FROM idempotent_requests WHERE created_at < now() - $1::interval
                LIMIT 1000 FOR UPDATE SKIP LOCKED)""";

    private static final String CLAIM = """
            INSERT INTO idempotent_requests AS r (gallery_id, identity_id, key, fingerprint, lease, leased_until)
            VALUES ($1, $2, $3, $4, $5, now() + $6::interval)
            ON CONFLICT (gallery_id, key) DO UPDATE SET lease = excluded.lease, leased_until = excluded.leased_until
                WHERE r.response IS NULL AND r.leased_until < now() AND r.fingerprint = excluded.fingerprint
            RETURNING key""";
    private static final String LOOK = """
            SELECT fingerprint, response::text FROM idempotent_requests WHERE gallery_id = $1 AND key = $2""";
    private static final String EXTEND = """
            UPDATE idempotent_requests SET leased_until = now() + $2::interval WHERE lease = $1""";
    private static final String ANSWER = """
            UPDATE idempotent_requests SET response = $2::text::json WHERE lease = $1""";
    private static final String PERSON = "SELECT 1 FROM identities WHERE gallery_id = $1 AND identity_id = $2";
    private static final String RELEASE = "DELETE FROM idempotent_requests WHERE lease = $1";

    private final Pool pool;
    private final ObjectMapper json;
    private final IdempotencyConfig config;

    IdempotentRequests(Pool pool, ObjectMapper json, IdempotencyConfig config) {
        this.pool = pool;
        this.json = json;
        this.config = config;
    }

    /**
     * Remembers answers by a key. Two interfaces must not use the same keys, since each has answers of its own shape.
     *
     * @param key null if nobody repeats the request
     * @param shape makes the answer, which is kept as JSON
     */
    public <O, A> AnswerOnce<O, A> by(@Nullable IdempotencyKey key, Function<O, A> shape, Class<A> type) {
        return key == null
                ? AnswerOnce.always(shape)
                : (member, request, work) -> once(member, key, request.get(), type, work.map(shape));
    }

    /**
     * The stored answer if there is one, and else that of the work.
     *
     * @param work is subscribed to at most once
     * @return fails with {@link ProblemException} if the key is in use, or was used for another request; and with
     *     whatever the work fails with
     */
    private <T> Uni<Answer<T>> once(
            GalleryMember member, IdempotencyKey key, RequestFingerprint request, Class<T> type, Uni<T> work) {
        UUID lease = UUID.randomUUID();
        Tuple claim = Tuple.tuple()
                .addLong(member.gallery().id())
                .addLong(member.identity().id().value())
                .addString(key.value())
                .addBuffer(Buffer.buffer(request.bytes()))
                .addUUID(lease)
                .addValue(Interval.of(config.lease()));
        return execute(FORGET, Tuple.of(Interval.of(config.lifetime())))
                .chain(() -> execute(CLAIM, claim))
                .onFailure(SqlState::isForeignKeyViolation)
                .transform(deleted -> gone(member))
                .chain(claimed -> claimed.size() > 0
                        ? workUnderLease(member, lease, work).map(body -> new Answer<>(body, false))
                        : replay(member, key, request, type));
    }

    /** A lease goes with its person, and so does what was done for them. */
    private Uni<Void> requirePerson(GalleryMember member) {
        return execute(
                        PERSON,
                        Tuple.of(member.gallery().id(), member.identity().id().value()))
                .invoke(found -> {
                    if (found.size() == 0) {
                        throw gone(member);
                    }
                })
                .replaceWithVoid();
    }

    private static GalleryException gone(GalleryMember member) {
        return new GalleryException.IdentityNotFound(member.gallery().name());
    }

    private <T> Uni<T> workUnderLease(GalleryMember member, UUID lease, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            Cancellable extending = extend(lease);
            return work.call(body -> execute(ANSWER, Tuple.of(lease, write(body)))
                            .chain(kept ->
                                    kept.rowCount() > 0 ? Uni.createFrom().voidItem() : requirePerson(member)))
                    .onFailure()
                    .call(() -> release(lease))
                    .onCancellation()
                    .call(() -> release(lease))
                    .onTermination()
                    .invoke(extending::cancel);
        });
    }

    private Cancellable extend(UUID lease) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(config.lease().dividedBy(3))
                .every(config.lease().dividedBy(3))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> logged(execute(EXTEND, Tuple.of(lease, Interval.of(config.lease())))))
                .subscribe()
                .with(extended -> {});
    }

    private Uni<RowSet<Row>> release(UUID lease) {
        return logged(execute(RELEASE, Tuple.of(lease)));
    }

    /** The lease runs out in any case, so that what fails here harms nobody. */
    private static Uni<RowSet<Row>> logged(Uni<RowSet<Row>> change) {
        return change.onFailure()
                .invoke(failure -> LOG.warnf("The lease of a request can't be changed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private <T> Uni<Answer<T>> replay(
            GalleryMember member, IdempotencyKey key, RequestFingerprint request, Class<T> type) {
        return execute(LOOK, Tuple.of(member.gallery().id(), key.value())).map(rows -> {
            Optional<Row> first = rows.size() == 0
                    ? Optional.empty() // it failed just now
                    : Optional.of(rows.iterator().next());
            if (first.isPresent()
                    && !Arrays.equals(first.get().getBuffer("fingerprint").getBytes(), request.bytes())) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        IdempotencyKey.HEADER,
                        "This key was used for another request.%nMaybe use a new key for each request.".formatted());
            }
            @Nullable
            String response = first.map(row -> row.getString("response")).orElse(null);
            if (response == null) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_IN_USE,
                        IdempotencyKey.HEADER,
                        "A request of this key is being worked on.");
            }
            return new Answer<>(read(response, type), true);
        });
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple parameters) {
        return pool.preparedQuery(statement).execute(parameters);
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is always JSON", e);
        }
    }

    private <T> T read(String response, Class<T> type) {
        try {
            return json.readValue(response, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was stored was an answer", e);
        }
    }
}
