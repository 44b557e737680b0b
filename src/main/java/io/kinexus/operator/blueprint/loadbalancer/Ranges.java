package io.kinexus.operator.blueprint.loadbalancer;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Source ranges of addresses. */
final class Ranges {
    static final String WORLD = "0.0.0.0/0";
    static final String WORLD_6 = "::/0";
    private static final int BITS = 32;
    private static final int BITS_6 = 128;
    private static final int BYTE = 256;

    private Ranges() {}

    static boolean six(String range) {
        return range.contains(":");
    }

    /** How a rule's name calls it: slashes and colons have a meaning elsewhere. */
    static String word(String range) {
        if (range.equals(WORLD)) {
            return "world";
        }
        return range.equals(WORLD_6)
                ? "world-ipv6"
                : range.toLowerCase(Locale.ROOT).replace('/', '_').replace(':', '-');
    }

    /** AWS keeps a range only with its host bits at zero: any other would be a difference for ever. */
    static Optional<String> flaw(String range) {
        String[] parts = range.split("/", 2);
        if (six(range)) {
            return flaw6(range, parts[0], Integer.parseInt(parts[1]));
        }
        long address = 0;
        for (String part : parts[0].split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet >= BYTE) {
                return Optional.of(range + " is no range of addresses; such as 10.0.0.0/8");
            }
            address = address * BYTE + octet;
        }
        long size = 1L << (BITS - Integer.parseInt(parts[1]));
        return address % size == 0
                ? Optional.empty()
                : Optional.of(range + " has bits beyond its /" + parts[1] + "; write " + text(address - address % size)
                        + "/" + parts[1]);
    }

    private static Optional<String> flaw6(String range, String address, int length) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            BigInteger host = BigInteger.ONE.shiftLeft(BITS_6 - length).subtract(BigInteger.ONE);
            boolean beyond = new BigInteger(1, bytes).and(host).signum() != 0;
            return bytes.length == BITS_6 / Byte.SIZE && !beyond
                    ? Optional.empty()
                    : Optional.of(range + " has bits beyond its /" + length + "; such as 2001:db8::/32");
        } catch (UnknownHostException none) {
            return Optional.of(range + " is no range of addresses; such as 2001:db8::/32");
        }
    }

    private static String text(long address) {
        StringBuilder text = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            text.append(text.length() == 0 ? "" : ".").append((address >> shift) % BYTE);
        }
        return text.toString();
    }
}
