package io.facegate.service.access;

import io.facegate.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service as it is in production: nobody without a key. */
public final class ClosedService implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("facegate.access.insecure", "false", "facegate.access.pepper", TestKeys.PEPPER);
    }
}
