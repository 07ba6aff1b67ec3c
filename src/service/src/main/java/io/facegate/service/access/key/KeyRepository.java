package io.facegate.service.access.key;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.database.SqlState;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys in the database. They are never deleted, so that it is always known whom an id was given to. */
@Singleton
public final class KeyRepository {
    private static final String COLUMNS =
            "k.key_id, k.name, k.scopes, k.galleries, k.created_at, k.expires_at, k.revoked_at, u.last_used_at, k.successor";
    private static final String FROM = " FROM access_keys k LEFT JOIN access_key_uses u USING (key_id)";

    private static final String VERSION = "SELECT version FROM access_key_version";
    private static final String HELD = "SELECT v.version, k.hash, k.pepper, " + COLUMNS
            + " FROM access_key_version v LEFT JOIN access_keys k ON k.revoked_at IS NULL"
            + " AND (k.expires_at IS NULL OR k.expires_at > now()) LEFT JOIN access_key_uses u USING (key_id)";
    private static final String LIST = "SELECT " + COLUMNS + FROM + " ORDER BY k.created_at, k.key_id";
    private static final String FIND = "SELECT " + COLUMNS + FROM + " WHERE k.key_id = $1";
    private static final String INSERT = """
            INSERT INTO access_keys (key_id, name, hash, scopes, galleries, expires_at, pepper)
            VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 second', $7)""";
    private static final String REVOKE =
            "UPDATE access_keys SET revoked_at = now() WHERE key_id = $1 AND revoked_at IS NULL";
    private static final String ROTATABLE = "SELECT " + COLUMNS
            + ", extract(epoch FROM k.expires_at - k.created_at)::float8 AS lifetime" + FROM
            + " WHERE k.key_id = $1 AND k.revoked_at IS NULL AND k.successor IS NULL"
            + " AND (k.expires_at IS NULL OR k.expires_at > now()) FOR UPDATE OF k";
    private static final String SUCCEED = """
            UPDATE access_keys SET successor = $2, expires_at = least(expires_at, now() + $3 * interval '1 second')
            WHERE key_id = $1""";
    private static final String USED = """
            INSERT INTO access_key_uses (key_id, last_used_at) SELECT id, now() FROM unnest($1::text[]) id ORDER BY id
            ON CONFLICT (key_id) DO UPDATE SET last_used_at = greatest(access_key_uses.last_used_at, EXCLUDED.last_used_at)""";
    private static final String LOCK = "LOCK TABLE access_keys IN SHARE ROW EXCLUSIVE MODE";
    private static final String ANY = "SELECT EXISTS (SELECT FROM access_keys)";

    private final Transactions transactions;
    private final Events events;
    private final SecureRandom random = new SecureRandom();

    public KeyRepository(Transactions transactions, Events events) {
        this.transactions = transactions;
        this.events = events;
    }

    /** What is true now; cheap where nothing has changed since. */
    Uni<KeySnapshot> since(KeySnapshot before) {
        long asked = System.nanoTime();
        return transactions
                .read(statements -> statements.execute(VERSION, Tuple.tuple()))
                .chain(rows -> rows.iterator().next().getLong(0) == before.version()
                        ? Uni.createFrom().item(before.stillTrueAt(asked))
                        : held(asked));
    }

    private Uni<KeySnapshot> held(long asked) {
        return transactions
                .read(statements -> statements.execute(HELD, Tuple.tuple()))
                .map(rows -> {
                    Map<String, HeldKey> keys = new HashMap<>();
                    long version = 0;
                    for (Row row : rows) {
                        version = row.getLong("version");
                        if (row.getString("key_id") != null) {
                            HeldKey held = KeyRows.held(row);
                            keys.put(held.key().id(), held);
                        }
                    }
                    return new KeySnapshot(version, keys, asked);
                });
    }

    /** All there ever were, in the order in which they were made. */
    public Uni<List<AccessKey>> list() {
        return transactions
                .read(statements -> statements.execute(LIST, Tuple.tuple()))
                .map(KeyRows::keys);
    }

    /** Empty if there was none with that id. */
    public Uni<Optional<AccessKey>> find(String id) {
        return transactions
                .read(statements -> statements.execute(FIND, Tuple.of(id)))
                .map(rows -> KeyRows.keys(rows).stream().findFirst());
    }

    public Uni<IssuedKey> create(NewKey wanted, Pepper pepper) {
        return create(wanted, KeyText.random(random), pepper);
    }

    /**
     * @param text that its bearer has already, or is to have
     * @throws IllegalArgumentException if there is that key
     */
    public Uni<IssuedKey> create(NewKey wanted, KeyText text, Pepper pepper) {
        return transactions
                .run(work -> create(work, wanted, text, pepper))
                .onFailure(SqlState::isUniqueViolation)
                .transform(taken -> new IllegalArgumentException("There is such a key, or was one."));
    }

    /** Empty if there is a key, valid or not: the first one is made once, however many services start together. */
    Uni<Optional<IssuedKey>> createFirst(NewKey wanted, Pepper pepper) {
        return transactions.run(work -> work.execute(LOCK, Tuple.tuple())
                .chain(() -> work.execute(ANY, Tuple.tuple()))
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? Uni.createFrom().item(Optional.empty())
                        : create(work, wanted, KeyText.random(random), pepper).map(Optional::of)));
    }

    private Uni<IssuedKey> create(UnitOfWork work, NewKey wanted, KeyText text, Pepper pepper) {
        @Nullable Duration lifetime = wanted.lifetime();
        Tuple values = Tuple.from(Arrays.asList(
                text.id(),
                wanted.name(),
                Buffer.buffer(pepper.hash(text)),
                wanted.scopes().stream().map(Scope::code).sorted().toArray(String[]::new),
                wanted.galleries().names().stream()
                        .map(GalleryName::value)
                        .sorted()
                        .toArray(String[]::new),
                lifetime == null ? null : lifetime.toMillis() / 1e3,
                Buffer.buffer(pepper.fingerprint())));
        return work.execute(INSERT, values)
                .chain(() -> work.execute(FIND, Tuple.of(text.id())))
                .map(rows -> new IssuedKey(KeyRows.keys(rows).get(0), text))
                .call(issued -> events.publish(work, new KeyEvent.Created(issued.key())));
    }

    /**
     * A new key that may do the same, for as long as the old one was to live; the old one goes on for a while.
     *
     * @param overlap how long the old one may still be used
     * @return empty if there is no key of that id that may be used and wasn't rotated before
     */
    public Uni<Optional<IssuedKey>> rotate(String id, Duration overlap, Pepper pepper) {
        return transactions.run(work -> work.execute(ROTATABLE, Tuple.of(id)).chain(rows -> {
            for (Row row : rows) {
                AccessKey old = KeyRows.key(row);
                @Nullable Double seconds = row.getDouble("lifetime");
                @Nullable Duration lifetime = seconds == null ? null : Duration.ofMillis((long) (seconds * 1e3));
                NewKey same = new NewKey(old.name(), old.scopes(), old.galleries(), lifetime);
                return create(work, same, KeyText.random(random), pepper)
                        .call(issued ->
                                work.execute(SUCCEED, Tuple.of(id, issued.text().id(), overlap.toMillis() / 1e3)))
                        .call(issued -> events.publish(
                                work, new KeyEvent.Rotated(id, issued.text().id())))
                        .map(Optional::of);
            }
            return Uni.createFrom().item(Optional.empty());
        }));
    }

    /** At once; a key that was revoked stays so. False if there is none of that id. */
    public Uni<Boolean> revoke(String id) {
        return transactions.run(work -> work.execute(REVOKE, Tuple.of(id))
                .chain(rows -> rows.rowCount() > 0
                        ? events.publish(work, new KeyEvent.Revoked(id)).replaceWith(true)
                        : work.execute(FIND, Tuple.of(id)).map(found -> found.size() > 0)));
    }

    /** Keeps that these were used about now. */
    Uni<Void> used(String... ids) {
        return transactions.run(work -> work.execute(USED, Tuple.of(ids))).replaceWithVoid();
    }
}
