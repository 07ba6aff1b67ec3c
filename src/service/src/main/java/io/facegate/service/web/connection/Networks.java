package io.facegate.service.web.connection;

import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Networks such as 10.20.0.0/16 or fd00:1234::/32. Names are none: they would be looked up. */
public final class Networks {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final List<IpSubnetFilterRule> rules;

    private Networks(List<IpSubnetFilterRule> rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException if one of them is none */
    public static Networks of(List<String> texts) {
        return new Networks(texts.stream().map(Networks::rule).toList());
    }

    /**
     * @param variable of the setting that has them
     * @throws StartupProblem if one of them is none
     */
    public static Networks configured(String variable, List<String> texts) {
        return new Networks(texts.stream()
                .map(text -> {
                    try {
                        return rule(text);
                    } catch (IllegalArgumentException e) {
                        throw new StartupProblem(new StartFailure(
                                "%s has %s, which is no network.".formatted(variable, text),
                                "Networks are separated by commas.",
                                "write them like 10.20.0.0/16 or fd00:1234::/32."));
                    }
                })
                .toList());
    }

    private static IpSubnetFilterRule rule(String text) {
        String[] parts = text.strip().split("/", -1);
        String address = parts[0];
        boolean ipv4 = NetUtil.isValidIpV4Address(address);
        if (parts.length != 2 || !ipv4 && !NetUtil.isValidIpV6Address(address)) {
            throw new IllegalArgumentException("A network is like 10.0.0.0/8");
        }
        int most = ipv4 ? IPV4_BITS : IPV6_BITS;
        int bits = Integer.parseInt(parts[1]);
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("A network's prefix has up to %d bits".formatted(most));
        }
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    public boolean contain(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(socket));
    }
}
