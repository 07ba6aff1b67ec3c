package io.facegate.service.console;

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

/** Who opens the service's address in a browser finds the console, and nothing of it comes from elsewhere. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@Timeout(120)
class ConsoleIT {
    static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    private static final int MOST_BYTES = 250_000;

    @Inject
    ServiceClient service;

    @Test
    void thePageIsUnderAStrictPolicy() {
        Reply page = service.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe")
                .endsWith("connect-src 'self'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.body())
                .contains("<facegate-console>")
                .doesNotContain("facegate-issuer", "<style", "style=", "http://", "https://");
    }

    @Test
    void aHeadIsThatOfThePage() {
        Reply head = service.method("HEAD", "/");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of(
                "Content-Security-Policy", "Content-Type", "Content-Length", "Cache-Control", "X-Frame-Options")) {
            assertThat(head.header(name))
                    .as(name)
                    .isNotEmpty()
                    .isEqualTo(service.get("/").header(name));
        }
        assertThat(service.method("HEAD", "/index.html").status()).isEqualTo(404);
    }

    @Test
    void whatItNeedsIsSmallAndItsLinksLeadSomewhereBehindAPathPrefixToo() {
        List<String> links = linksOf(service.get("/").body());

        assertThat(links)
                .contains("q/swagger-ui/", "docs/", "facegate.svg")
                .anyMatch(link -> link.endsWith(".js"))
                .anyMatch(link -> link.endsWith(".css"))
                .allSatisfy(link -> {
                    assertThat(link).as("relative").doesNotStartWith("/").doesNotContain(":");
                    assertThat(service.get("/" + link).status()).as(link).isEqualTo(200);
                });
        assertThat(links.stream()
                        .filter(link -> link.startsWith("static/"))
                        .mapToInt(link -> service.get("/" + link).body().length())
                        .sum())
                .as("characters of scripts and styles")
                .isLessThan(MOST_BYTES);
    }

    @Test
    void whatIsKeptHasAHashInItsName() {
        assertThat(service.get("/facegate.svg").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(linksOf(service.get("/").body()))
                .filteredOn(link -> link.startsWith("static/"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).matches(".*-[A-Z0-9]{8}\\.(js|css)"));
    }

    @Test
    void thereIsNoSecondAddressOfThePage() {
        service.get("/index.html").assertProblem(404, "not_found");
    }

    static List<String> linksOf(String page) {
        return LINK.matcher(page).results().map(link -> link.group(1)).toList();
    }
}
