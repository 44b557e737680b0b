package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters of one Describe action: all filters must match, each by any of its values; {@code *} and {@code ?} are wild.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html">Filtering</a>
 */
final class Filters<X> {
    private static final String TAG = "tag:";
    private static final int MOST_VALUES = 200;

    private final Map<String, Function<X, Collection<String>>> byName = new LinkedHashMap<>();

    /** A property with one value, which may be missing. */
    Filters<X> by(String name, Function<X, @Nullable Object> property) {
        return byEach(name, item -> Optional.ofNullable(property.apply(item)).map(String::valueOf).stream()
                .toList());
    }

    /** A property with several values, any of which may match. */
    Filters<X> byEach(String name, Function<X, Collection<String>> properties) {
        byName.put(name, properties);
        return this;
    }

    boolean match(X item, Map<String, String> tags, List<Filter> asked) {
        return asked.stream().allMatch(filter -> matches(item, tags, filter));
    }

    private boolean matches(X item, Map<String, String> tags, Filter filter) {
        String name = String.valueOf(filter.name());
        if (filter.values().isEmpty()) {
            throw Ec2Desk.missing("Filter.Value");
        }
        if (filter.values().size() > MOST_VALUES) {
            throw AwsFault.badRequest(
                    "FilterLimitExceeded", "The maximum number of filter values specified on a single call is 200");
        }
        return values(item, tags, name).stream()
                .anyMatch(value -> filter.values().stream().anyMatch(wanted -> like(wanted, value)));
    }

    private Collection<String> values(X item, Map<String, String> tags, String name) {
        if (name.startsWith(TAG)) {
            return Optional.ofNullable(tags.get(name.substring(TAG.length()))).stream()
                    .toList();
        }
        return switch (name) {
            case "tag-key" -> tags.keySet();
            case "tag-value" -> tags.values();
            default ->
                Optional.ofNullable(byName.get(name))
                        .orElseThrow(() -> Ec2Desk.invalid("The filter '" + name + "' is invalid"))
                        .apply(item);
        };
    }

    private static boolean like(String wanted, String value) {
        if (wanted.indexOf('*') < 0 && wanted.indexOf('?') < 0) {
            return wanted.equals(value);
        }
        String form = wanted.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.matches(form, value);
    }
}
