package io.facegate.service.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.config.ConsoleConfig;
import io.facegate.service.config.OidcConfig;
import io.facegate.service.config.StartupProblem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where people sign in to the console, by the settings. */
class IssuerTest {
    private static final String CLIENT = "facegate.console.issuer.client-id";
    private static final String ENABLED = "facegate.oidc.enabled";
    private static final String URL = "facegate.oidc.url";

    @Test
    void nobodyIsAskedUnlessAClientIsNamed() {
        assertThat(issuer(Map.of())).isEmpty();
        assertThat(issuer(Map.of(ENABLED, "true", URL, "https://id.example/realms/one")))
                .isEmpty();
    }

    @Test
    void pagesMayConnectToItsOriginAloneAndReadWhatTheyNeed() {
        Issuer issuer = issuer(Map.of(
                        CLIENT,
                        "console",
                        ENABLED,
                        "true",
                        URL,
                        "https://id.example:8443/realms/one",
                        "facegate.console.issuer.scopes",
                        "offline_access, api://facegate/.default"))
                .orElseThrow();

        assertThat(issuer.origin()).isEqualTo("https://id.example:8443");
        assertThat(issuer.scope()).isEqualTo("openid offline_access api://facegate/.default");
        assertThat(issuer.json())
                .isEqualTo("{\"url\":\"https://id.example:8443/realms/one\",\"client\":\"console\","
                        + "\"scope\":\"openid offline_access api://facegate/.default\"}");
    }

    @Test
    void itIsOneWhoseTokensAreAccepted() {
        assertThatThrownBy(() -> issuer(Map.of(CLIENT, "console", URL, "https://id.example")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("FACEGATE_OIDC_ENABLED=true");
        assertThatThrownBy(() -> issuer(Map.of(CLIENT, "console", ENABLED, "true")))
                .isInstanceOf(StartupProblem.class);
        assertThatThrownBy(() -> issuer(Map.of(CLIENT, "console", ENABLED, "true", URL, "id.example")))
                .isInstanceOf(StartupProblem.class);
    }

    private static Optional<Issuer> issuer(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(ConsoleConfig.class)
                .withMapping(OidcConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return Issuer.of(config.getConfigMapping(ConsoleConfig.class), config.getConfigMapping(OidcConfig.class));
    }
}
