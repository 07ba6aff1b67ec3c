package io.facegate.service.database;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a Quarkus application under test an empty database, which the application migrates at its start. */
public final class DatabaseTestResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = PostgresServer.shared().newDatabase();
        return database.environment();
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
