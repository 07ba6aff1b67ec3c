package io.facegate.service.webhook;

import io.facegate.service.config.WebhooksConfig;
import io.facegate.service.web.connection.Networks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may be sent to. Those that lead into the service's own network, or to the machine itself, are nobody's to
 * name (server-side request forgery), unless the operator says that they are.
 */
@Singleton
final class AllowedNetworks {
    /** IANA's special-purpose registries: what is not globally reachable, or is translated to what isn't. */
    private static final List<String> OWN = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private final Networks own;
    private final Networks allowed;

    @Inject
    AllowedNetworks(WebhooksConfig config) {
        this(config.allowedNetworks().orElse(List.of()));
    }

    AllowedNetworks(List<String> allowed) {
        this.own = Networks.of(OWN);
        this.allowed = Networks.configured("FACEGATE_WEBHOOKS_ALLOWED_NETWORKS", allowed);
    }

    /**
     * @param encrypted whether it is asked by https
     */
    boolean include(InetAddress address, boolean encrypted) {
        return allowed.contain(address) || (encrypted && !own.contain(address));
    }
}
