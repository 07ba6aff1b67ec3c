package io.facegate.service.compreface;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.access.ClosedService;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unless it is opened, there is no such interface. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(ClosedService.class)
@SuppressWarnings("NullAway.Init") // injected
class ClosedCompreFaceIT {
    @TestHTTPResource
    URI base;

    TestKeys keys;

    @Test
    void thereIsNothingAtItsPaths() {
        ServiceClient nobody = new ServiceClient(base);
        ServiceClient administrator = nobody.withKey(keys.with("admin"));
        String bound = keys.boundTo(List.of("anywhere"), "identify", "enrol");
        FormBody form = new FormBody().file("file", picture(PERSON));

        nobody.get("/api/v1/config").assertProblem(401, "unauthenticated");
        administrator.get("/api/v1/config").assertProblem(404, "not_found");
        administrator.get("/api/v1/recognition/subjects").assertProblem(404, "not_found");
        nobody.post("/api/v1/recognition/recognize", form, "x-api-key", bound).assertProblem(404, "not_found");
        nobody.post("/api/v1/recognition/faces?subject=x&whatever=1", form, "x-api-key", bound)
                .assertProblem(404, "not_found");
        assertThat(nobody.post("/api/v1/recognition/recognize", form).status()).isEqualTo(401);
        // what stands behind a semicolon is no part of a path to who looks for its resource
        for (String path : List.of(
                "/api/v1;x=/recognition/subjects",
                "/api;x=1/v1/recognition/subjects",
                "/api/v1/recognition;x=1/subjects",
                "/api/v1/recognition/subjects;x=1")) {
            assertThat(administrator.get(path).status()).as(path).isEqualTo(404);
        }
    }
}
