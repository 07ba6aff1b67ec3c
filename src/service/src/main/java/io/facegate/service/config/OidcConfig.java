package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of an OpenID Connect issuer, as the alternative to keys. {@code application.properties} hands the first four on to
 * Quarkus, whose {@code quarkus.oidc.*} has the rest.
 */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.oidc")
public interface OidcConfig {
    /** Whether tokens are accepted. Default: false. */
    @WithDefault("false")
    boolean enabled();

    /** The issuer, below which {@code .well-known/openid-configuration} is. Default: none. */
    Optional<String> url();

    /** The audience that a token must name. Default: facegate. */
    @WithDefault("facegate")
    String audience();

    /** The claim that holds the roles, as a path with slashes. Default: realm_access/roles. */
    @WithDefault("realm_access/roles")
    String rolesClaim();

    /**
     * Which roles have which scopes, each {@code role=scope}, separated by commas; several for one role if need be. Default:
     * none: a role that is called {@code facegate-verify} has the scope {@code verify}, and so on.
     */
    Optional<List<String>> scopes();

    /** The claim with the galleries that the caller is bound to, a list of names. Default: none, so all galleries. */
    Optional<String> galleriesClaim();
}
