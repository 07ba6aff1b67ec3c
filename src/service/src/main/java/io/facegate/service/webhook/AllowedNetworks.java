package io.facegate.service.webhook;

import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.config.WebhooksConfig;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

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

    private final List<IpSubnetFilterRule> own;
    private final List<IpSubnetFilterRule> allowed;

    @Inject
    AllowedNetworks(WebhooksConfig config) {
        this(config.allowedNetworks().orElse(List.of()));
    }

    AllowedNetworks(List<String> allowed) {
        this.own = OWN.stream().map(AllowedNetworks::network).toList();
        this.allowed = allowed.stream().map(AllowedNetworks::configured).toList();
    }

    /**
     * @param encrypted whether it is asked by https
     */
    boolean include(InetAddress address, boolean encrypted) {
        return contains(allowed, address) || (encrypted && !contains(own, address));
    }

    private static boolean contains(List<IpSubnetFilterRule> networks, InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    private static IpSubnetFilterRule configured(String text) {
        try {
            return network(text);
        } catch (IllegalArgumentException e) {
            throw new StartupProblem(new StartFailure(
                    "FACEGATE_WEBHOOKS_ALLOWED_NETWORKS has %s, which is no network.".formatted(text),
                    "Networks are separated by commas.",
                    "write them like 10.20.0.0/16 or fd00:1234::/32."));
        }
    }

    private static IpSubnetFilterRule network(String text) {
        String[] parts = text.strip().split("/", -1);
        // a name would be looked up
        if (parts.length != 2 || !Stream.of(parts).allMatch(part -> part.matches("[0-9A-Fa-f.:]+"))) {
            throw new IllegalArgumentException("A network is like 10.0.0.0/8");
        }
        return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT);
    }
}
