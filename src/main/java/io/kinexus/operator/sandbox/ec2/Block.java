package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IPv4 block in canonical form: AWS turns {@code 100.68.0.18/18} into {@code 100.68.0.0/18} itself. */
record Block(long first, int prefix) {
    static final Block ANYWHERE = new Block(0, 0);
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;
    private static final int OCTET = 255;

    /** @throws AwsFault {@code InvalidParameterValue} for anything else */
    static Block parse(@Nullable String text) {
        Matcher match = FORM.matcher(text == null ? "" : text);
        if (!match.matches()) {
            throw malformed(text);
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(match.group(i));
            if (octet > OCTET) {
                throw malformed(text);
            }
            address = address << 8 | octet;
        }
        int prefix = Integer.parseInt(match.group(5));
        if (prefix > BITS) {
            throw malformed(text);
        }
        return new Block(address & mask(prefix), prefix);
    }

    private static AwsFault malformed(@Nullable String text) {
        return AwsFault.badRequest(
                "InvalidParameterValue",
                "Value (" + text + ") for parameter cidrBlock is invalid. This is not a valid CIDR block.");
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xFFFFFFFFL << (BITS - prefix) & 0xFFFFFFFFL;
    }

    long size() {
        return 1L << (BITS - prefix);
    }

    boolean contains(Block other) {
        return other.prefix >= prefix && (other.first & mask(prefix)) == first;
    }

    boolean overlaps(Block other) {
        return contains(other) || other.contains(this);
    }

    /** The address at this place of the block, as dotted text. */
    String at(long offset) {
        long address = first + offset;
        return (address >> 24 & OCTET) + "." + (address >> 16 & OCTET) + "." + (address >> 8 & OCTET) + "."
                + (address & OCTET);
    }

    @Override
    public String toString() {
        return at(0) + "/" + prefix;
    }
}
