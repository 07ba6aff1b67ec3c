package io.facegate.service.compreface;

import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code facegate.compreface.nearest}, for programs that read the first subject without looking whether there is one. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(NearestIT.Nearest.class)
@SuppressWarnings("NullAway.Init") // injected
class NearestIT {
    /** The settings. */
    public static final class Nearest extends OpenedCompreFace {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("facegate.compreface.nearest", "true");
            return settings;
        }
    }

    @TestHTTPResource
    URI base;

    TestKeys administrators;

    @Inject
    KeyRepository keys;

    @Test
    void aStrangerIsNamedAfterTheNearestWithLessThanHalfAndNeverInTheAudit() throws InterruptedException {
        CompreFaceClient client = CompreFaceClient.ofNewGallery(base, administrators, keys);
        client.add("Gordon", SAME_PERSON);

        JsonNode stranger = recognized(client, OTHER_PERSON);
        JsonNode known = recognized(client, PERSON);

        assertThat(stranger).hasSize(1);
        assertThat(stranger.at("/0/subject").asText()).isEqualTo("Gordon");
        assertThat(stranger.at("/0/similarity").asDouble()).isBetween(0.0, 0.4999);
        assertThat(known.at("/0/similarity").asDouble()).isBetween(0.5, 1.0);
        assertThat(sealedUnknown(client)).contains("identification.unknown").doesNotContain("Gordon");
    }

    /** Entries are sealed within a second. */
    private String sealedUnknown(CompreFaceClient client) throws InterruptedException {
        ServiceClient administrator = client.service().withKey(administrators.with("admin"));
        String entries = "";
        for (int i = 0; i < 100 && !entries.contains("identification.unknown"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            entries = administrator.get("/v1/audit?type=identification.unknown").body();
        }
        return entries;
    }

    @Test
    void whereNobodyIsEnrolledThereIsNobody() {
        CompreFaceClient client = CompreFaceClient.ofNewGallery(base, administrators, keys);

        assertThat(recognized(client, PERSON)).isEmpty();
    }

    private static JsonNode recognized(CompreFaceClient client, String file) {
        return client.post("recognize", file).assertOk().json().at("/result/0/subjects");
    }
}
