package io.facegate.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operator may want the console at another path, with sign-in at an issuer. */
@NeedsModels
@QuarkusTest
@TestProfile(MovedConsoleIT.Moved.class)
@WithTestResource(DatabaseTestResource.class)
class MovedConsoleIT {
    private static final String PATH = "/for/people";

    public static class Moved implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "facegate.console.path", PATH,
                    "facegate.oidc.enabled", "true",
                    "facegate.oidc.url", "http://localhost:1/realms/one",
                    "facegate.console.issuer.client-id", "\"a<b\"");
        }
    }

    @Inject
    ServiceClient service;

    @Test
    void itLeadsToTheIssuerAndMayConnectToIt() {
        assertThat(service.get(PATH).body())
                .contains(
                        "name=\"facegate-issuer\" content=\"{&quot;url&quot;:&quot;http://localhost:1/realms/one&quot;,"
                                + "&quot;client&quot;:&quot;\\&quot;a&lt;b\\&quot;&quot;,&quot;scope&quot;:&quot;openid&quot;}\"");
        assertThat(service.get(PATH).header("Content-Security-Policy"))
                .endsWith("connect-src 'self' http://localhost:1");
    }

    @Test
    void itIsThereAloneAndItsScriptsAreFound() {
        String page = service.get(PATH).body();
        List<String> links = ConsoleIT.linksOf(page);

        assertThat(page).contains("name=\"facegate-base\" content=\"../\"");
        assertThat(links).contains("../q/swagger-ui/", "../facegate.svg").allSatisfy(link -> assertThat(
                        service.get(URI.create(PATH).resolve(link).getPath()).status())
                .as(link)
                .isEqualTo(200));
        service.get("/").assertProblem(404, "not_found");
        assertThat(service.method("HEAD", "/").status()).isEqualTo(404);
        assertThat(service.method("HEAD", PATH).header("Content-Security-Policy"))
                .contains("default-src 'none'");
        service.get(PATH + "/").assertProblem(404, "not_found");
    }
}
