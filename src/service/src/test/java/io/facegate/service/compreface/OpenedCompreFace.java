package io.facegate.service.compreface;

import io.facegate.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service with keys, whose interface for CompreFace's clients is opened. */
public class OpenedCompreFace implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "facegate.access.insecure",
                "false",
                "facegate.access.pepper",
                TestKeys.PEPPER,
                "facegate.compreface.enabled",
                "true");
    }
}
