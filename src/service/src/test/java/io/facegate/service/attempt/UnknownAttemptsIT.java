package io.facegate.service.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.database.Transactions;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is counted of people whom there aren't doesn't grow without end. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class UnknownAttemptsIT {
    @TestHTTPResource
    URI base;

    @Inject
    DataSource database;

    @Inject
    Transactions transactions;

    @Test
    void whatWasTriedLongestAgoIsForgottenFirst() throws SQLException {
        String gallery = "g" + UUID.randomUUID();
        ServiceClient service = new ServiceClient(base);
        service.post(
                "/v1/galleries",
                "application/json",
                "{\"name\": \"%s\"}".formatted(gallery).getBytes(UTF_8));
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("""
                    INSERT INTO unknown_attempts (gallery_id, identity_id, reserved, reserved_at)
                    SELECT gallery_id, n, 1, clock_timestamp() - n * interval '1 minute'
                    FROM galleries, generate_series(1, 10) n WHERE name = '%s'""".formatted(gallery));

            forget(Duration.ofDays(1), 100);
            assertThat(left(sql)).hasSize(10);
            forget(Duration.ofDays(1), 4);
            assertThat(left(sql)).as("too many").containsExactly(1L, 2L, 3L, 4L);
            forget(Duration.ofSeconds(150), 4);
            assertThat(left(sql)).as("too long ago").containsExactly(1L, 2L);

            service.method("DELETE", "/v1/galleries/" + gallery);
            assertThat(left(sql)).as("with the gallery").isEmpty();
        }
    }

    private void forget(Duration longest, int most) {
        new UnknownAttempts(transactions, longest, most, Duration.ofDays(1))
                .round()
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static List<Long> left(Statement sql) throws SQLException {
        List<Long> left = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("SELECT identity_id FROM unknown_attempts ORDER BY 1")) {
            while (rows.next()) {
                left.add(rows.getLong(1));
            }
        }
        return left;
    }
}
