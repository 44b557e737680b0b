package io.kinexus.operator.sandbox.input;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What every service demands of tags: at most 50, no key twice, a key of 1 to 128 characters that is not Amazon's own, a value
 * of 0 to 256, and of both only letters, digits, spaces and {@code _ . : / = + - @}.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Naming limits</a>
 */
final class TagRules {
    private static final int MOST = 50;
    private static final int KEY = 128;
    private static final int VALUE = 256;
    private static final String RESERVED = "aws:";
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private record Pair(Optional<String> key, Optional<String> value) {}

    private TagRules() {}

    /** Whether these are the tags of a resource, as a list of {@code Tag} or a map called {@code tags}. */
    static boolean areTags(String member, Object value) {
        if (value instanceof Map<?, ?>) {
            return member.equalsIgnoreCase("tags");
        }
        return value instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof SdkPojo first
                && first.getClass().getSimpleName().equals("Tag");
    }

    /** @param tags what {@link #areTags} */
    static void check(Object tags, Refusals refusals) {
        List<Pair> pairs = tags instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> new Pair(text(entry.getKey()), text(entry.getValue())))
                        .toList()
                : ((List<?>) tags).stream().map(tag -> pair((SdkPojo) tag)).toList();
        if (pairs.size() > MOST) {
            throw refusals.tooManyTags(MOST);
        }
        Set<String> keys = new HashSet<>();
        for (Pair pair : pairs) {
            String key = pair.key().orElseThrow(() -> refusals.badTag("Tag keys are between 1 and 128 characters."));
            if (!keys.add(key)) {
                throw refusals.badTag("Duplicate tag key '" + key + "' specified.");
            }
            check(key, pair.value().orElse(""), refusals);
        }
    }

    private static void check(String key, String value, Refusals refusals) {
        if (key.isEmpty() || key.length() > KEY) {
            throw refusals.badTag("Tag keys are between 1 and 128 characters.");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
            throw refusals.badTag("Tag keys starting with 'aws:' are reserved for internal use");
        }
        if (value.length() > VALUE) {
            throw refusals.badTag("The value of tag '" + key + "' is longer than 256 characters.");
        }
        if (!ALLOWED.matcher(key).matches() || !ALLOWED.matcher(value).matches()) {
            throw refusals.badTag("The tag '" + key + "' has characters that are not allowed.");
        }
    }

    /** KMS calls them {@code TagKey} and {@code TagValue}. */
    private static Pair pair(SdkPojo tag) {
        return new Pair(member(tag, "key"), member(tag, "value"));
    }

    private static Optional<String> member(SdkPojo tag, String ending) {
        return tag.sdkFields().stream()
                .filter(field -> field.memberName().toLowerCase(Locale.ROOT).endsWith(ending))
                .findFirst()
                .flatMap(field -> read(field, tag));
    }

    private static Optional<String> read(SdkField<?> field, SdkPojo tag) {
        return text(field.getValueOrDefault(tag));
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }
}
