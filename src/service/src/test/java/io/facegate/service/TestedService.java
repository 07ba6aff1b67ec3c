package io.facegate.service;

import io.facegate.testing.ServiceClient;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a test speaks to the service with that runs for it; each test gets its own by {@code @Inject}. */
@Singleton
final class TestedService {
    @Produces
    @Dependent
    ServiceClient client() {
        return new ServiceClient(address());
    }

    @Produces
    @Dependent
    GalleryScenario gallery() {
        return new GalleryScenario(address());
    }

    private static URI address() {
        return ConfigProvider.getConfig().getValue("test.url", URI.class);
    }
}
