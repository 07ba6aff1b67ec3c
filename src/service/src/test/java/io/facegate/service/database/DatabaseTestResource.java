package io.facegate.service.database;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import io.facegate.testing.TestKeys;
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

    /** For a test that has a field of such a type. */
    @Override
    public void inject(TestInjector injector) {
        if (database != null) {
            injector.injectIntoFields(database, new TestInjector.MatchesType(TestDatabase.class));
            injector.injectIntoFields(new TestKeys(database), new TestInjector.MatchesType(TestKeys.class));
        }
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
