package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Single values as text, both ways, as Query, EC2 and REST write them. */
final class Scalars {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int MILLIS = 1000;

    private Scalars() {}

    /** @throws AwsFault when the text is not of the field's type */
    static Object parse(SdkField<?> field, String text) {
        MarshallingType<?> type = field.marshallingType();
        try {
            if (type == MarshallingType.INSTANT) {
                return instant(text);
            }
            return type == MarshallingType.SDK_BYTES ? bytes(text) : number(type, text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw AwsFault.badRequest(
                    "MalformedInput",
                    "The value '" + text + "' of " + field.memberName() + " is not a "
                            + type.getTargetClass().getSimpleName());
        }
    }

    private static Object number(MarshallingType<?> type, String text) {
        if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(text);
        }
        if (type == MarshallingType.LONG) {
            return Long.valueOf(text);
        }
        if (type == MarshallingType.BOOLEAN) {
            return Boolean.valueOf(text);
        }
        if (type == MarshallingType.DOUBLE) {
            return Double.valueOf(text);
        }
        if (type == MarshallingType.FLOAT) {
            return Float.valueOf(text);
        }
        return type == MarshallingType.BIG_DECIMAL ? new BigDecimal(text) : text;
    }

    private static SdkBytes bytes(String text) {
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
    }

    /** ISO 8601 with or without a zone, seconds since 1970, or an HTTP date: clients differ. */
    private static Instant instant(String text) {
        if (text.matches("-?\\d+(\\.\\d+)?")) {
            return Instant.ofEpochMilli((long) (Double.parseDouble(text) * MILLIS));
        }
        if (Character.isLetter(text.charAt(0))) {
            return Instant.from(HTTP_DATE.parse(text));
        }
        boolean zoned = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$");
        return OffsetDateTime.parse(zoned ? text : text + "Z").toInstant();
    }

    static String text(SdkField<?> field, Object value) {
        if (value instanceof Instant time) {
            Format usual = field.location() == MarshallLocation.HEADER ? Format.RFC_822 : Format.ISO_8601;
            Format format = field.getOptionalTrait(TimestampFormatTrait.class)
                    .map(TimestampFormatTrait::format)
                    .orElse(usual);
            return text(format, time);
        }
        return value instanceof SdkBytes bytes
                ? Base64.getEncoder().encodeToString(bytes.asByteArray())
                : String.valueOf(value);
    }

    private static String text(Format format, Instant time) {
        return switch (format) {
            case RFC_822 -> HTTP_DATE.format(time);
            case ISO_8601 -> time.toString();
            default -> String.valueOf(time.getEpochSecond());
        };
    }
}
