package io.facegate.service.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.access.ClosedService;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestDatabase;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What it costs that each request shows a key. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class KeyCheckIT {
    private static final int CHECKS = 20_000;
    private static final int REQUESTS = 2_000;
    private static final double MOST_MILLISECONDS = 0.2;
    /** A look at the version of the keys, with the transaction that it is in, and upkeep. */
    private static final int MOST_TRANSACTIONS_A_SECOND = 30;

    @TestHTTPResource
    URI base;

    @Inject
    KeyRing ring;

    TestKeys keys;
    TestDatabase database;

    @Test
    void aCheckTakesMicroseconds() {
        String right = keys.with("read");
        String wrong = right.substring(0, right.length() - 1) + (right.endsWith("x") ? 'y' : 'x');
        assertThat(found(right)).isTrue();
        assertThat(found(wrong)).isFalse();
        median(right); // warms up

        double known = median(right);
        double refused = median(wrong);

        System.out.printf("A key is checked in %.4f ms, a wrong one of its id in %.4f ms (medians)%n", known, refused);
        assertThat(known).isLessThan(MOST_MILLISECONDS);
        assertThat(refused).isLessThan(MOST_MILLISECONDS);
    }

    @Test
    void noRequestAsksTheDatabaseForItsKey() throws Exception {
        ServiceClient reader = new ServiceClient(base).withKey(keys.with("read"));
        reader.get("/v1/models").assertOk();
        long before = transactions();
        long began = System.nanoTime();
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(reader.get("/v1/models").status()).isEqualTo(200);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Thread.sleep(Duration.ofSeconds(2).toMillis()); // servers tell of what they did a second later

        long seconds = took.toSeconds() + 3;
        long transactions = transactions() - before;
        System.out.printf("%d requests in %s: %d transactions of the database%n", REQUESTS, took, transactions);
        assertThat(transactions).isLessThan(REQUESTS / 2).isLessThan(seconds * MOST_TRANSACTIONS_A_SECOND);
    }

    private boolean found(String text) {
        return ring.find(KeyText.parse(text).orElseThrow())
                .await()
                .indefinitely()
                .isPresent();
    }

    private double median(String text) {
        double[] milliseconds = new double[CHECKS];
        for (int i = 0; i < CHECKS; i++) {
            long began = System.nanoTime();
            found(text);
            milliseconds[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(milliseconds);
        return milliseconds[CHECKS / 2];
    }

    private long transactions() throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement();
                ResultSet row = sql.executeQuery(
                        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
