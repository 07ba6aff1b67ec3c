package io.facegate.service.audit;

import io.facegate.gallery.audit.AuditLine;
import io.facegate.gallery.audit.AuditPosition;
import io.facegate.service.database.Transactions;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what is sealed, in its order. */
@Singleton
final class AuditEntries {
    private static final String LINES = """
            SELECT c.position, audit_time(c.sealed_at) AS sealed_at, c.hash, audit_entry(e) AS entry, e.event_id
            FROM audit_chain c LEFT JOIN audit_events e ON e.event_id = c.event_id
            WHERE c.position > $1 ORDER BY c.position LIMIT $2""";
    private static final String HEAD = """
            SELECT s.start_position, s.start_hash, coalesce(c.position, s.start_position) AS head_position,
                coalesce(c.hash, s.start_hash) AS head_hash,
                (SELECT count(*) FROM audit_events e WHERE NOT EXISTS (
                    SELECT FROM audit_chain l WHERE l.event_id = e.event_id)) AS unsealed
            FROM audit_state s LEFT JOIN LATERAL (
                SELECT position, hash FROM audit_chain ORDER BY position DESC LIMIT 1) c ON true""";

    private final Transactions transactions;

    AuditEntries(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Those that the filter lets pass.
     *
     * @param from null: the first page
     */
    Uni<Page<AuditEntry>> list(AuditFilter filter, AuditOrder order, @Nullable Cursor from, int limit) {
        Tuple parameters = Tuple.tuple();
        String sql = filter.select(
                order, from == null ? order.start() : from.after(), Page.checkLimit(limit) + 1, parameters);
        return transactions
                .read(statements -> statements.execute(sql, parameters))
                .map(rows -> Page.of(all(rows, AuditEntries::entry), limit, AuditEntry::position));
    }

    /** As they are exported. */
    Uni<List<AuditLine>> lines(long after, int limit) {
        return transactions
                .readInBackground(statements -> statements.execute(LINES, Tuple.of(after, limit)))
                .map(rows -> all(rows, AuditEntries::line));
    }

    /** Where it begins and ends. */
    Uni<AuditHead> head() {
        return transactions
                .readInBackground(statements -> statements.execute(HEAD, Tuple.tuple()))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new AuditHead(
                            position(row.getLong("start_position"), row.getBuffer("start_hash")),
                            position(row.getLong("head_position"), row.getBuffer("head_hash")),
                            row.getLong("unsealed"));
                });
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reading) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(reading.apply(row)));
        return all;
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getLong("position"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("type"),
                row.getString("gallery"),
                row.getString("identity"),
                row.getString("actor"),
                row.getString("address"),
                row.getString("request_id"),
                ((JsonObject) row.getJson("details")).getMap(),
                hex(row.getBuffer("hash")));
    }

    private static AuditLine line(Row row) {
        return new AuditLine(
                row.getLong("position"),
                row.getString("sealed_at"),
                hex(row.getBuffer("hash")),
                row.getLong("event_id") == null ? null : row.getString("entry"));
    }

    private static AuditPosition position(long position, Buffer hash) {
        return new AuditPosition(position, hex(hash));
    }

    private static String hex(Buffer bytes) {
        return HexFormat.of().formatHex(bytes.getBytes());
    }
}
