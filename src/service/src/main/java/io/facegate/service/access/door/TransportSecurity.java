package io.facegate.service.access.door;

import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.config.TlsConfig;
import io.facegate.service.config.TlsConfig.ClientCertificates;
import io.facegate.service.web.problem.RequestId;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What this service adds to Quarkus' TLS: client certificates, which Quarkus decides on when it is built; that nobody leaves the
 * other port open unawares; and the promise to browsers (HSTS, RFC 6797), which is made on encrypted connections only.
 */
@Singleton
final class TransportSecurity implements HttpServerOptionsCustomizer {
    /** Before everything that may answer. */
    private static final int FIRST = RequestId.FIRST + 1;

    private static final String HEADER = "Strict-Transport-Security";
    private static final String PLAIN = "QUARKUS_HTTP_INSECURE_REQUESTS";

    private final TlsConfig config;
    private final Optional<String> plainRequests;

    TransportSecurity(
            TlsConfig config, @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> plainRequests) {
        this.config = config;
        this.plainRequests = plainRequests;
    }

    void register(@Observes Filters filters) {
        if (!config.strictTransport().isZero()) {
            filters.register(this::promise, FIRST);
        }
    }

    private void promise(RoutingContext context) {
        if (ClientAddresses.isEncrypted(context)) {
            context.response()
                    .putHeader(
                            HEADER,
                            "max-age=%d".formatted(config.strictTransport().toSeconds()));
        }
        context.next();
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        boolean encrypted = options.getKeyCertOptions() != null;
        if (config.clientCertificates() != ClientCertificates.NONE) {
            checkClientCertificates(encrypted, options.getTrustOptions() != null);
            options.setClientAuth(
                    config.clientCertificates() == ClientCertificates.REQUIRED
                            ? ClientAuth.REQUIRED
                            : ClientAuth.REQUEST);
        }
        if (encrypted && plainRequests.isEmpty()) {
            throw new StartupProblem(new StartFailure(
                    "it has a certificate, and would take keys and pictures in clear too.",
                    PLAIN + " says what is done with requests that aren't encrypted.",
                    "set it to disabled; or redirect, or enabled."));
        }
    }

    private void checkClientCertificates(boolean encrypted, boolean trusting) {
        String setting = "FACEGATE_TLS_CLIENT_CERTIFICATES is %s."
                .formatted(config.clientCertificates().toString().toLowerCase(Locale.ROOT));
        if (!encrypted) {
            throw new StartupProblem(new StartFailure(
                    "clients can show a certificate by TLS only, and there is none of the service.",
                    setting,
                    "set QUARKUS_HTTP_SSL_CERTIFICATE_FILES and QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES."));
        }
        if (!trusting) { // everybody's whom Java trusts would do
            throw new StartupProblem(new StartFailure(
                    "nothing says whose client certificates are trusted.",
                    setting,
                    "set QUARKUS_HTTP_SSL_CERTIFICATE_TRUST_STORE_FILE and its password."));
        }
        if (config.clientCertificates() == ClientCertificates.REQUIRED
                && plainRequests.filter("enabled"::equalsIgnoreCase).isPresent()) {
            throw new StartupProblem(new StartFailure(
                    "a client certificate is required, and none on the port that isn't encrypted.",
                    "%s %s is enabled.".formatted(setting, PLAIN),
                    "set it to disabled."));
        }
    }
}
