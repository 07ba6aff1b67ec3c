package io.facegate.service.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a Quarkus application under test an empty database, which the application migrates at its start. */
public final class DatabaseTestResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = PostgresServer.shared().newDatabase();
        return Map.of(
                "FACEGATE_DB_URL", database.url(),
                "FACEGATE_DB_USER", database.user(),
                "FACEGATE_DB_PASSWORD", database.password(),
                "FACEGATE_DB_OWNER", database.owner(),
                "FACEGATE_DB_OWNER_PASSWORD", database.ownerPassword());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
