package io.facegate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way of searching follows a gallery's size without anybody asking for it. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(SearchUpkeepIT.Often.class)
@SuppressWarnings("NullAway.Init") // injected
class SearchUpkeepIT {
    public static final class Often implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("facegate.search.choose-every", "1S");
        }
    }

    @TestHTTPResource
    URI base;

    @Inject
    DataSource database;

    @Test
    @Timeout(60)
    void aGalleryThatGrowsAndShrinksIsSearchedAsItsSizeAsks() throws SQLException, InterruptedException {
        GalleryScenario gallery = new GalleryScenario(base);
        gallery.create("gul", "Abdullah");
        assertThat(search(gallery)).isEqualTo("exact");

        execute("""
                INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                SELECT i.gallery_id, i.identity_id, g.model_id,
                    array_cat(ARRAY[1], array_fill(0, ARRAY[m.dimension - 1]))::vector, 'import', sha256(n::text::bytea)
                FROM galleries g JOIN identities i USING (gallery_id) JOIN models m USING (model_id),
                    generate_series(1, 5001) n
                WHERE g.name = '%s'""".formatted(gallery.name()));
        awaitSearch(gallery, "binary");

        execute("DELETE FROM templates");
        awaitSearch(gallery, "exact");
    }

    private void awaitSearch(GalleryScenario gallery, String expected) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!search(gallery).equals(expected) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(search(gallery)).isEqualTo(expected);
    }

    private String search(GalleryScenario gallery) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(
                        "SELECT search FROM gallery_overview WHERE gallery = '%s'".formatted(gallery.name()))) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }
}
