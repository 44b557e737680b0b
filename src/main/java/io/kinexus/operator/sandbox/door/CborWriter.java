package io.kinexus.operator.sandbox.door;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** An SDK answer as CBOR, by the names that its members have on the wire; times are tagged as such. */
final class CborWriter {
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int TIME = 1;
    private static final int FALSE = 0xF4;
    private static final int TRUE = 0xF5;
    private static final int DOUBLE = 0xFB;
    private static final int NULL = 0xF6;
    private static final double MILLIS = 1000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private CborWriter() {}

    static byte[] write(Object value) {
        CborWriter writer = new CborWriter();
        try {
            writer.value(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.bytes.toByteArray();
    }

    private void value(Object value) throws IOException {
        if (value instanceof SdkPojo pojo) {
            object(pojo);
        } else if (value instanceof Map<?, ?> map) {
            head(MAP, map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text(String.valueOf(entry.getKey()));
                value(entry.getValue());
            }
        } else if (value instanceof Collection<?> items) {
            head(LIST, items.size());
            for (Object item : items) {
                value(item);
            }
        } else {
            scalar(value);
        }
    }

    private void object(SdkPojo pojo) throws IOException {
        long present = pojo.sdkFields().stream()
                .filter(f -> f.getValueOrDefault(pojo) != null)
                .count();
        head(MAP, present);
        for (SdkField<?> field : pojo.sdkFields()) {
            Object member = field.getValueOrDefault(pojo);
            if (member != null) {
                text(field.locationName());
                value(member);
            }
        }
    }

    private void scalar(Object value) throws IOException {
        if (value instanceof Boolean flag) {
            out.write(flag ? TRUE : FALSE);
        } else if (value instanceof Instant time) {
            head(TAG, TIME);
            decimal(time.toEpochMilli() / MILLIS);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            long number = ((Number) value).longValue();
            head(number < 0 ? 1 : 0, number < 0 ? -1 - number : number);
        } else if (value instanceof Number number) {
            decimal(number.doubleValue());
        } else if (value instanceof SdkBytes blob) {
            head(BYTES, blob.asByteArrayUnsafe().length);
            out.write(blob.asByteArrayUnsafe());
        } else if (value == null) {
            out.write(NULL);
        } else {
            text(value.toString());
        }
    }

    private void decimal(double number) throws IOException {
        out.write(DOUBLE);
        out.writeDouble(number);
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        out.write(utf8);
    }

    private void head(int type, long length) throws IOException {
        int high = type << 5;
        if (length < 24) {
            out.write(high | (int) length);
        } else if (length <= 0xFF) {
            out.write(high | 24);
            out.write((int) length);
        } else if (length <= 0xFFFF) {
            out.write(high | 25);
            out.writeShort((int) length);
        } else if (length <= 0xFFFFFFFFL) {
            out.write(high | 26);
            out.writeInt((int) length);
        } else {
            out.write(high | 27);
            out.writeLong(length);
        }
    }
}
