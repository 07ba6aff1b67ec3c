package io.facegate.service.access.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.config.StartupProblem;
import io.facegate.service.web.connection.Networks;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies =
            new TrustedProxies(Networks.of(List.of("10.0.0.0/8", "fd00::/16", "::1/128")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "somebody, who says that they are another     | 192.0.2.1 | 198.51.100.7                       | 192.0.2.1",
                "a proxy                                      | 10.0.0.1  | 192.0.2.1                          | 192.0.2.1",
                "a proxy that names nobody                    | 10.0.0.1  | ''                                 | 10.0.0.1",
                "a proxy, and what the client wrote before it | 10.0.0.1  | 198.51.100.7, 192.0.2.1            | 192.0.2.1",
                "two proxies                                  | 10.0.0.1  | 198.51.100.7, 192.0.2.1, 10.1.2.3  | 192.0.2.1",
                "proxies alone                                | 10.0.0.1  | 10.3.3.3, 10.2.2.2                 | 10.3.3.3",
                "a port                                       | 10.0.0.1  | 192.0.2.1:4711                     | 192.0.2.1",
                "IPv6                                         | fd00::1   | 2001:db8::7                        | 2001:db8::7",
                "IPv6 with a port                             | ::1       | '[2001:db8::7]:4711'               | 2001:db8::7",
                "no address                                   | 10.0.0.1  | 192.0.2.1, unknown                 | 10.0.0.1",
                "a name                                       | 10.0.0.1  | localhost                          | 10.0.0.1",
                "nothing at the end                           | 10.0.0.1  | '192.0.2.1,'                       | 10.0.0.1"
            })
    void theLastAddressThatIsNoTrustedProxysIsTheClients(String what, String peer, String header, String client) {
        assertThat(proxies.client(address(peer), List.of(header))).as(what).isEqualTo(address(client));
    }

    @Test
    void headersThatComeTwiceAreOneList() {
        assertThat(proxies.client(address("10.0.0.1"), List.of("198.51.100.7", "192.0.2.1")))
                .isEqualTo(address("192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "proxy.example",
                "10.0.0.0/8/8",
                "10.0.0",
                "10.0.0.1",
                "fd00::/129",
                "10.0.0.0/x",
                ""
            })
    void whatIsNoNetworkIsToldAtTheStart(String text) {
        assertThatThrownBy(() -> Networks.configured("FACEGATE_CONNECTIONS_TRUSTED_PROXIES", List.of(text)))
                .isInstanceOf(StartupProblem.class);
    }

    private static InetAddress address(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text);
    }
}
