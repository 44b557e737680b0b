package io.kinexus.operator.git;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which network addresses may be asked for desired state. A git server in a private network is a common thing; what answers
 * with credentials of the machine itself, and what listens on the machine alone, is not one.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">Instance metadata</a>
 */
final class Addresses {
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final List<byte[]> METADATA = List.of(
            literal("fd00:ec2::254"), literal("fd00:ec2::23"), literal("fd20:ce::254"), literal("100.100.100.200"));
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b};
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

    private final boolean loopback;

    /** @param loopback whether this machine's own addresses are allowed too */
    Addresses(boolean loopback) {
        this.loopback = loopback;
    }

    /**
     * Resolves a host, all of whose addresses must be allowed.
     *
     * @throws GitRefused when one is not
     */
    void check(String host) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            check(host, address);
        }
    }

    /** @throws GitRefused when this one, which was connected to, is not allowed */
    void check(String host, InetAddress address) {
        if (!allowed(address)) {
            throw new GitRefused(host + " is at " + address.getHostAddress()
                    + ", where no git server is asked: loopback, link-local and metadata addresses are refused");
        }
    }

    boolean allowed(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV6 && inner(bytes).length == IPV4) {
            return allowed(of(inner(bytes)));
        }
        if (address.isLoopbackAddress()) {
            return loopback;
        }
        return !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress()
                && !(address instanceof Inet4Address && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0))
                && METADATA.stream().noneMatch(one -> Arrays.equals(one, bytes));
    }

    /** The IPv4 address that an IPv6 one stands for: mapped, compatible, translated or tunnelled; else itself. */
    private static byte[] inner(byte[] bytes) {
        boolean zeros = zero(bytes, 0, 10);
        boolean mapped = zeros && bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
        boolean compatible = zeros && bytes[10] == 0 && bytes[11] == 0 && !zero(bytes, 12, 15);
        if (mapped || compatible || Arrays.equals(NAT64, Arrays.copyOf(bytes, NAT64.length))) {
            return Arrays.copyOfRange(bytes, IPV6 - IPV4, IPV6);
        }
        if (Arrays.equals(SIX_TO_FOUR, Arrays.copyOf(bytes, SIX_TO_FOUR.length))) {
            return Arrays.copyOfRange(bytes, SIX_TO_FOUR.length, SIX_TO_FOUR.length + IPV4);
        }
        return bytes;
    }

    private static boolean zero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] literal(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException notOne) {
            throw new IllegalArgumentException(text, notOne);
        }
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException notOne) {
            throw new IllegalArgumentException("not an address", notOne);
        }
    }
}
