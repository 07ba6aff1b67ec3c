package io.facegate.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {
    @Test
    void anIpv4AddressIsAClient() {
        assertThat(ClientNetwork.of("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void ofIpv6EverybodyHasANetwork() {
        assertThat(ClientNetwork.of("2001:db8:1:2::7"))
                .isEqualTo(ClientNetwork.of("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(ClientNetwork.of("2001:db8:1:3::7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "0:0:0:0:0:0:0:1"})
    void thisMachineIsNobody(String address) {
        assertThat(ClientNetwork.of(address)).isNull();
    }
}
