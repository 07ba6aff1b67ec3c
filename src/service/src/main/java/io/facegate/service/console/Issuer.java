package io.facegate.service.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.config.ConsoleConfig;
import io.facegate.service.config.OidcConfig;
import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where people sign in, as the page reads it.
 *
 * @param url below which {@code .well-known/openid-configuration} is
 * @param client public: everybody may read it
 * @param scope what is asked for, with spaces between
 */
@RegisterForReflection
record Issuer(
        @JsonProperty URI url,
        @JsonProperty String client,
        @JsonProperty String scope) {
    /** Nobody if the operator names no client. */
    static Optional<Issuer> of(ConsoleConfig console, OidcConfig oidc) {
        return console.issuer()
                .clientId()
                .map(client -> new Issuer(
                        url(oidc),
                        client,
                        Stream.concat(Stream.of("openid"), console.issuer().scopes().orElse(List.of()).stream())
                                .map(String::strip)
                                .distinct()
                                .collect(Collectors.joining(" "))));
    }

    private static URI url(OidcConfig oidc) {
        @Nullable URI url = oidc.enabled() ? oidc.url().map(URI::create).orElse(null) : null;
        if (url == null || url.getHost() == null) {
            throw new StartupProblem(
                    new StartFailure(
                            "people are to sign in to the console at an issuer, and there is none.",
                            "FACEGATE_CONSOLE_ISSUER_CLIENT_ID is set; FACEGATE_OIDC_ENABLED and FACEGATE_OIDC_URL say which issuer is believed.",
                            "set FACEGATE_OIDC_ENABLED=true and FACEGATE_OIDC_URL=https://...; without a client id keys alone open the console."));
        }
        return url;
    }

    /** What pages may connect to: a scheme, a host and a port. */
    String origin() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
