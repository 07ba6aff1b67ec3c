package io.facegate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who opens the service's address in a browser learns what it is, and finds everything from there. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@Timeout(120)
class StartPageIT {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @Inject
    ServiceClient service;

    @Test
    void thePageSaysWhatThisIsUnderAStrictPolicy() {
        Reply page = service.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("compares, enrols, verifies and identifies faces")
                .doesNotContain("<script", "<style", "style=", "http://", "https://");
    }

    @Test
    void itsLinksWorkBehindAPathPrefixAndLeadSomewhere() {
        List<String> links = LINK.matcher(service.get("/").body())
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links)
                .contains("q/swagger-ui/", "q/health/ready", "docs/galleries.md", "docs/operations.md")
                .allSatisfy(link -> {
                    assertThat(link).as("relative").doesNotStartWith("/").doesNotContain(":");
                    assertThat(service.get("/" + link).status()).as(link).isEqualTo(200);
                });
    }
}
