package io.kinexus.operator.blueprint.network;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a VPC's block is cut: always into 32 equal parts, eight for each of four tiers, one for each zone. So {@code
 * 10.0.0.0/16} gives {@code /21}s: public 10.0.0.0, 10.0.8.0, ...; private 10.0.64.0, 10.0.72.0, ...; database 10.0.128.0,
 * ...; the last quarter stays free. A subnet's block follows from its tier and zone alone, so that adding or removing
 * others never renumbers it.
 *
 * <p>The smallest VPC is a /22: its parts are /27, the least that a load balancer takes.
 *
 * @param first the first address, as a number
 * @param prefix 16 to 22
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">VPC CIDR blocks</a>
 */
record AddressPlan(long first, int prefix) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;
    /** This network, loopback, link-local, and multicast with all above: AWS makes no VPC of them. */
    private static final List<AddressPlan> RESERVED = List.of(
            new AddressPlan(0, 8),
            new AddressPlan(127L << 24, 8),
            new AddressPlan((169L << 8 | 254) << 16, 16),
            new AddressPlan(224L << 24, 3));

    private static final int OCTET = 255;
    private static final int LARGEST = 16;
    private static final int SMALLEST = 22;
    private static final int CUT = 5;
    private static final int ZONES_PER_TIER = 8;

    /** The plan of a block without a mistake. */
    static AddressPlan of(String cidr) {
        return parse(cidr).orElseThrow(() -> new IllegalArgumentException("not a block: " + cidr));
    }

    /** What is wrong with a block, if anything. */
    static Optional<String> mistake(String cidr) {
        Optional<AddressPlan> plan = parse(cidr);
        if (plan.isEmpty()) {
            return Optional.of(cidr + " is not an IPv4 block; must be one such as 10.0.0.0/16");
        }
        AddressPlan block = plan.get();
        if (block.prefix < LARGEST || block.prefix > SMALLEST) {
            return Optional.of("/" + block.prefix + " is " + (block.prefix < LARGEST ? "larger" : "smaller")
                    + " than a network may be; must be /16 to /22, so that each of its 32 parts is /21 to /27");
        }
        if (RESERVED.stream().anyMatch(block::within)) {
            return Optional.of(cidr + " is an address range that no network may have; choose a private one, such as"
                    + " 10.0.0.0/16");
        }
        return block.text().equals(cidr)
                ? Optional.empty()
                : Optional.of(cidr + " is not the start of its block; must be " + block.text());
    }

    private boolean within(AddressPlan other) {
        return prefix >= other.prefix && first >> (BITS - other.prefix) == other.first >> (BITS - other.prefix);
    }

    private static Optional<AddressPlan> parse(String cidr) {
        Matcher match = FORM.matcher(cidr);
        if (!match.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(match.group(i));
            if (octet > OCTET) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        int prefix = Integer.parseInt(match.group(5));
        if (prefix > BITS) {
            return Optional.empty();
        }
        long size = 1L << (BITS - prefix);
        return Optional.of(new AddressPlan(address / size * size, prefix));
    }

    /** @param zone the place of the zone among its region's, from 0 */
    String subnet(Tier tier, int zone) {
        long part = (long) tier.quarter() * ZONES_PER_TIER + zone;
        long size = 1L << (BITS - prefix - CUT);
        return new AddressPlan(first + part * size, prefix + CUT).text();
    }

    private String text() {
        return (first >> 24 & OCTET) + "." + (first >> 16 & OCTET) + "." + (first >> 8 & OCTET) + "." + (first & OCTET)
                + "/" + prefix;
    }
}
