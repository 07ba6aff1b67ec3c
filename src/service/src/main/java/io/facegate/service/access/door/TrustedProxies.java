package io.facegate.service.access.door;

import io.facegate.service.web.connection.Networks;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client's address behind proxies, which each add the one that they see at the end of {@code X-Forwarded-For}. It is the
 * last one that is no trusted proxy's: whatever stands before it may be made up by the client.
 */
final class TrustedProxies {
    private final Networks networks;

    TrustedProxies(Networks networks) {
        this.networks = networks;
    }

    boolean include(InetAddress peer) {
        return networks.contain(peer);
    }

    /**
     * @param peer whose connection it is
     * @param forwarded the values of all headers {@code X-Forwarded-For}, in their order
     */
    InetAddress client(InetAddress peer, List<String> forwarded) {
        InetAddress client = peer;
        String[] hops = String.join(",", forwarded).split(",", -1);
        for (int hop = hops.length - 1; hop >= 0 && include(client); hop--) {
            Optional<InetAddress> next = address(hops[hop].strip());
            if (next.isEmpty()) { // nothing before it can be believed
                return client;
            }
            client = next.get();
        }
        return client;
    }

    /** Of an address alone, or with a port; empty for anything else. */
    private static Optional<InetAddress> address(String hop) {
        String text = hop;
        int bracket = hop.indexOf(']');
        if (hop.startsWith("[") && bracket > 0) {
            text = hop.substring(1, bracket);
        } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.contains(":")) {
            text = hop.substring(0, hop.indexOf(':'));
        }
        @Nullable InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
        return Optional.ofNullable(address);
    }
}
