package io.facegate.service.limit;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who has an address: one client an IPv4 address, and one the first 64 bits of an IPv6 address, of which they have all. */
final class ClientNetwork {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int LOOPBACK = 127;

    private ClientNetwork() {}

    /**
     * Null on this machine: a proxy beside the service, which isn't configured as one, would be a single bucket for everybody
     * who comes through it, and whoever empties it would shut the door for all.
     */
    static @Nullable String of(@Nullable String address) {
        if (address == null) {
            return null;
        }
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address;
        }
        if (bytes.length == IPV4_BYTES) {
            return bytes[0] == LOOPBACK ? null : address;
        }
        return NetUtil.bytesToIpAddress(bytes).equals("::1")
                ? null
                : HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES);
    }
}
