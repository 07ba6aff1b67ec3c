package io.facegate.service.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void theyAreAskedForAgainOnceTheServiceIsOfAnotherVersion() {
        for (String path : List.of("/docs/", "/docs/galleries.html", "/docs/site.js", "/docs/search.json")) {
            assertThat(service.get(path).header("Cache-Control")).as(path).isEqualTo("no-cache");
        }
        String kept = service.get("/docs/site.js").header("Last-Modified");
        assertThat(service.send(service.request("/docs/site.js")
                                .header("If-Modified-Since", kept)
                                .GET())
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, docs/",
        "/docs/architecture, architecture.html",
        "/docs/models/default/MODEL_CARD, MODEL_CARD.html",
        "/docs/evaluation, evaluation/",
    })
    void whoLeavesOutTheEndIsLedToThem(String path, String place) {
        Reply reply = service.get(path);

        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.header("Location")).isEqualTo(place);
        assertThat(service.get(URI.create(path).resolve(place).getPath()).status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        service.get("/docs/nothing").assertProblem(404, "not_found");
        service.get("/docs/site").assertProblem(404, "not_found");
        service.get("/docs/..%2fapplication").assertProblem(400, "request_malformed");
    }
}
