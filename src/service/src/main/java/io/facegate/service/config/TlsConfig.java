package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What Quarkus' settings of TLS leave open at run time. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.tls")
public interface TlsConfig {
    /** Whether clients show a certificate: none, request, required. Default: none. */
    @WithDefault("none")
    ClientCertificates clientCertificates();

    /** How long a browser that was here by TLS comes by TLS alone; 0 for no such promise. Default: 365D. */
    @WithDefault("365D")
    @Range(from = 0, to = 63_072_000)
    Duration strictTransport();

    /** Whether a client shows a certificate that is signed by one of the trust store. */
    enum ClientCertificates {
        /** It isn't asked. */
        NONE,
        /** It may; a wrong one is refused. */
        REQUEST,
        /** Without it there is no connection. */
        REQUIRED
    }
}
