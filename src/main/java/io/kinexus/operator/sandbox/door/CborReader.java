package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CBOR into what JSON has: maps, lists, texts, numbers, booleans, null; bytes become Base64 and times seconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949.html">RFC 8949</a>
 */
final class CborReader {
    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xFF;
    private static final int LOW = 0x1F;
    private static final int DEPTH = 64;

    private final ByteBuffer in;
    private int depth;

    private CborReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /** @throws AwsFault when it is not one whole CBOR map */
    static Map<?, ?> map(byte[] bytes) {
        try {
            Object value = bytes.length == 0 ? Map.of() : new CborReader(bytes).value();
            if (value instanceof Map<?, ?> map) {
                return map;
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw AwsFault.badRequest("SerializationException", "The body is not CBOR: " + e);
        }
        throw AwsFault.badRequest("SerializationException", "The body is not a CBOR map.");
    }

    private @Nullable Object value() {
        if (++depth > DEPTH) {
            throw new IllegalArgumentException("nested too deep");
        }
        int head = in.get() & BREAK;
        int low = head & LOW;
        Object value =
                switch (head >> 5) {
                    case UNSIGNED -> length(low);
                    case NEGATIVE -> -1 - length(low);
                    case BYTES -> Base64.getEncoder().encodeToString(bytes(low));
                    case TEXT -> new String(bytes(low), StandardCharsets.UTF_8);
                    case LIST -> list(low);
                    case MAP -> mapOf(low);
                    case TAG -> tagged(low);
                    default -> simple(low);
                };
        depth--;
        return value;
    }

    /** Tags say what a value means; only that of time is sent, and its seconds are what JSON has too. */
    private @Nullable Object tagged(int low) {
        length(low);
        return value();
    }

    private long length(int low) {
        return switch (low) {
            case 24 -> in.get() & 0xFFL;
            case 25 -> in.getShort() & 0xFFFFL;
            case 26 -> in.getInt() & 0xFFFFFFFFL;
            case 27 -> in.getLong();
            default -> {
                if (low > 27) {
                    throw new IllegalArgumentException("a length of form " + low);
                }
                yield low;
            }
        };
    }

    private byte[] bytes(int low) {
        if (low != INDEFINITE) {
            byte[] bytes = new byte[size(low)];
            in.get(bytes);
            return bytes;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!atBreak()) {
            all.writeBytes(bytes(in.get() & LOW));
        }
        return all.toByteArray();
    }

    private int size(int low) {
        long size = length(low);
        if (size < 0 || size > in.remaining()) {
            throw new IllegalArgumentException("longer than the body: " + size);
        }
        return (int) size;
    }

    private List<Object> list(int low) {
        List<Object> items = new ArrayList<>();
        int size = low == INDEFINITE ? Integer.MAX_VALUE : size(low);
        while (items.size() < size && !(low == INDEFINITE && atBreak())) {
            items.add(value());
        }
        return items;
    }

    private Map<String, Object> mapOf(int low) {
        Map<String, Object> entries = new LinkedHashMap<>();
        int size = low == INDEFINITE ? Integer.MAX_VALUE : size(low);
        for (int i = 0; i < size && !(low == INDEFINITE && atBreak()); i++) {
            String name = String.valueOf(value());
            entries.put(name, value());
        }
        return entries;
    }

    private boolean atBreak() {
        boolean over = (in.get(in.position()) & BREAK) == BREAK;
        if (over) {
            in.get();
        }
        return over;
    }

    private @Nullable Object simple(int low) {
        return switch (low) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> null;
            case 25 -> (double) half(in.getShort());
            case 26 -> (double) in.getFloat();
            case 27 -> in.getDouble();
            default -> throw new IllegalArgumentException("a simple value of form " + low);
        };
    }

    private static float half(short bits) {
        int exponent = (bits >> 10) & LOW;
        int fraction = bits & 0x3FF;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == LOW) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb((float) fraction, -24)
                : sign * Math.scalb((float) (fraction + 0x400), exponent - 25);
    }
}
