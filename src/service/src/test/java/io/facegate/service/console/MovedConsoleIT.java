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

/** An operator may want the console at another path. */
@NeedsModels
@QuarkusTest
@TestProfile(MovedConsoleIT.Moved.class)
@WithTestResource(DatabaseTestResource.class)
class MovedConsoleIT {
    private static final String PATH = "/for/people";

    public static class Moved implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("facegate.console.path", PATH);
        }
    }

    @Inject
    ServiceClient service;

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
