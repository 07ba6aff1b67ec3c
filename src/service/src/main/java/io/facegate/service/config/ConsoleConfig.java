package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The page on which people work with the service in a browser. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.console")
public interface ConsoleConfig {
    /** Whether there is one. Default: true. */
    @WithDefault("true")
    boolean enabled();

    /** Where it is, such as /console. Default: /. */
    @WithDefault("/")
    String path();

    /** How people sign in to it at the issuer of {@code facegate.oidc}. */
    Issuer issuer();

    /** What the issuer knows the console by. */
    @RegisterForReflection
    interface Issuer {
        /** A public client of it: authorization code with PKCE, without a secret. Default: none, so that keys alone open the page. */
        Optional<String> clientId();

        /** What is asked for beside {@code openid}, separated by commas. Default: none. */
        Optional<List<String>> scopes();
    }
}
