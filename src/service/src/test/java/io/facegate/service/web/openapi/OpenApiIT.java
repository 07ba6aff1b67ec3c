package io.facegate.service.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
class OpenApiIT {
    private static final Path SNAPSHOT = Path.of("openapi.yaml");
    private static final String UPDATE = "facegate.openapi.update";

    @TestHTTPResource
    URI base;

    @Test
    void theInterfaceIsTheDocumentedOne() throws IOException {
        String document = new ServiceClient(base).get("/q/openapi?format=yaml").body();
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(SNAPSHOT, document);
        }

        assertThat(document)
                .as("%s. If the change is meant: ./mvnw verify -pl src/service -am -D%s", SNAPSHOT, UPDATE)
                .isEqualTo(Files.readString(SNAPSHOT));
    }
}
