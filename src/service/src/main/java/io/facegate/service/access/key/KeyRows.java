package io.facegate.service.access.key;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys as the database has them. */
final class KeyRows {
    private KeyRows() {}

    static List<AccessKey> keys(RowSet<Row> rows) {
        List<AccessKey> keys = new ArrayList<>();
        rows.forEach(row -> keys.add(key(row)));
        return keys;
    }

    static HeldKey held(Row row) {
        @Nullable Buffer pepper = row.getBuffer("pepper");
        return new HeldKey(key(row), row.getBuffer("hash").getBytes(), pepper == null ? null : pepper.getBytes());
    }

    static AccessKey key(Row row) {
        return new AccessKey(
                row.getString("key_id"),
                row.getString("name"),
                Arrays.stream(row.getArrayOfStrings("scopes"))
                        .map(Scope::ofCode)
                        .collect(Collectors.toSet()),
                new BoundGalleries(Arrays.stream(row.getArrayOfStrings("galleries"))
                        .map(GalleryName::new)
                        .collect(Collectors.toSet())),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("revoked_at")),
                instant(row.getOffsetDateTime("last_used_at")),
                row.getString("successor"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
