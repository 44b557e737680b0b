package io.kinexus.operator.sandbox.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How calls name a function: by name, by {@code account:function:name}, or by ARN, each with a version or an alias after it.
 *
 * @param qualifier a version or an alias
 */
record FunctionName(String name, Optional<String> qualifier) {
    private static final Pattern FORM = Pattern.compile(
            "(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?(?:[0-9]{12}:)?(?:function:)?([A-Za-z0-9_-]+)(?::(\\$LATEST|[A-Za-z0-9_-]+))?");

    /** @param also what the call names in a parameter of its own */
    static FunctionName of(@Nullable String text, @Nullable String also) {
        Matcher parts = FORM.matcher(String.valueOf(text));
        if (!parts.matches()) {
            throw Faults.invalid("1 validation error detected: Value '" + text
                    + "' at 'functionName' failed to satisfy constraint: Member must satisfy regular"
                    + " expression pattern");
        }
        return new FunctionName(
                parts.group(1), Optional.ofNullable(also).or(() -> Optional.ofNullable(parts.group(2))));
    }
}
