package io.facegate.service.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The documents of a version are where it runs. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
class DocumentsIT {
    @Inject
    ServiceClient service;

    @Test
    void theyArePagesUnderAStrictPolicy() {
        Reply front = service.get("/docs/");
        Reply page = service.get("/docs/galleries.html");
        Reply search = service.get("/docs/search.json");

        assertThat(front.status()).isEqualTo(200);
        assertThat(front.body()).contains("<title>Facegate");
        assertThat(page.body()).contains("href=\"site.css\"");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        // unlike answers, pages may be kept by who reads them
        assertThat(search.status()).isEqualTo(200);
        assertThat(search.json()).isNotEmpty();
    }

    @Test
    void whoLeavesOutTheSlashIsLedToThem() {
        Reply reply = service.get("/docs");

        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.header("Location")).isEqualTo("docs/");
    }
}
