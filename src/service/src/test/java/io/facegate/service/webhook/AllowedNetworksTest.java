package io.facegate.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.config.StartupProblem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedNetworksTest {
    private final AllowedNetworks none = new AllowedNetworks(List.of());
    private final AllowedNetworks some = new AllowedNetworks(List.of("10.20.0.0/16", " fd00:1234::/32"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:1::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "ff02::1"
            })
    void whatLeadsInsideIsRefused(String address) throws UnknownHostException {
        assertThat(none.include(InetAddress.getByName(address), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "172.15.255.255", "11.0.0.1", "2606:4700::1111", "2a00:1450::1"})
    void whatEverybodyReachesIsAllowedIfItIsEncrypted(String address) throws UnknownHostException {
        assertThat(none.include(InetAddress.getByName(address), true)).isTrue();
        assertThat(none.include(InetAddress.getByName(address), false)).isFalse();
    }

    @Test
    void whatTheOperatorAllowsIsAllowedAndItsNeighboursAreNot() throws UnknownHostException {
        for (boolean encrypted : new boolean[] {true, false}) {
            assertThat(some.include(InetAddress.getByName("10.20.255.255"), encrypted))
                    .isTrue();
            assertThat(some.include(InetAddress.getByName("fd00:1234::9"), encrypted))
                    .isTrue();
            assertThat(some.include(InetAddress.getByName("10.21.0.0"), encrypted))
                    .isFalse();
            assertThat(some.include(InetAddress.getByName("fd00:1235::9"), encrypted))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "localhost/8", "", "/8", "10.0.0.0/8/8"})
    void whatIsNoNetworkIsSaidAtTheStart(String network) {
        assertThatThrownBy(() -> new AllowedNetworks(List.of(network)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("FACEGATE_WEBHOOKS_ALLOWED_NETWORKS");
    }
}
