package io.facegate.service.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.database.SqlState;
import io.facegate.service.database.Transactions;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryMember;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works each request out once, by its key. Whoever inserts the key's row holds a lease on it, and extends the lease as
 * long as it works; the lease of one that died runs out, and the next request takes it over. Only answers are kept: a
 * request that failed may be repeated.
 */
@Singleton
public final class IdempotentRequests {
    private static final String PERSON = "SELECT 1 FROM identities WHERE gallery_id = $1 AND identity_id = $2";

    private final RequestLeases leases;
    private final Transactions transactions;
    private final ObjectMapper json;

    IdempotentRequests(RequestLeases leases, Transactions transactions, ObjectMapper json) {
        this.leases = leases;
        this.transactions = transactions;
        this.json = json;
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
     * @return fails with {@link IdempotencyException} if the key is in use, or was used for another request; and with
     *     whatever the work fails with
     */
    private <T> Uni<Answer<T>> once(
            GalleryMember member, IdempotencyKey key, RequestFingerprint request, Class<T> type, Uni<T> work) {
        UUID lease = UUID.randomUUID();
        return leases.forget()
                .chain(() -> leases.claim(member, key, request, lease))
                .onFailure(SqlState::isForeignKeyViolation)
                .transform(deleted -> gone(member))
                .chain(claimed -> claimed
                        ? workUnderLease(member, lease, work).map(body -> new Answer<>(body, false))
                        : replay(member, key, request, type));
    }

    /** A lease goes with its person, and so does what was done for them. */
    private Uni<Void> requirePerson(GalleryMember member) {
        return transactions
                .read(statements -> statements.execute(
                        PERSON,
                        Tuple.of(member.gallery().id(), member.identity().id().value())))
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
            Cancellable extending = leases.extendAgainAndAgain(lease);
            return work.call(body -> leases.answer(lease, write(body))
                            .chain(kept -> kept ? Uni.createFrom().voidItem() : requirePerson(member)))
                    .onFailure()
                    .call(() -> leases.release(lease))
                    .onCancellation()
                    .call(() -> leases.release(lease))
                    .onTermination()
                    .invoke(extending::cancel);
        });
    }

    private <T> Uni<Answer<T>> replay(
            GalleryMember member, IdempotencyKey key, RequestFingerprint request, Class<T> type) {
        return leases.look(member, key).map(rows -> {
            Optional<Row> first = rows.size() == 0
                    ? Optional.empty() // it failed just now
                    : Optional.of(rows.iterator().next());
            if (first.isPresent()
                    && !Arrays.equals(first.get().getBuffer("fingerprint").getBytes(), request.bytes())) {
                throw new IdempotencyException.KeyReused();
            }
            @Nullable
            String response = first.map(row -> row.getString("response")).orElse(null);
            if (response == null) {
                throw new IdempotencyException.KeyInUse();
            }
            return new Answer<>(read(response, type), true);
        });
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
