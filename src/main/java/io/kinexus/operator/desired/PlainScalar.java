package io.kinexus.operator.desired;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted value means. YAML 1.1 and 1.2 disagree on some of them ({@code no} is false to one and text to the
 * other, {@code 0777} is 511 or 777), and so do the tools that people check their files with. We read 1.2, and refuse every
 * value on which the two differ: whoever wrote it meant one thing, and quotes say which.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2: core schema</a>
 */
final class PlainScalar {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEAN = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Set<String> WORD = Set.of("yes", "no", "on", "off");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(0|[1-9][0-9]*|(0|[1-9][0-9]*)?\\.[0-9]+|[1-9][0-9]*\\.)([eE][-+]?[0-9]+)?");
    private static final Pattern OTHER_BASE =
            Pattern.compile("[-+]?(0[0-9_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+|[1-9][0-9]*_[0-9_.]*)");
    private static final Pattern SIXTY = Pattern.compile("[-+]?[0-9]+(:[0-5]?[0-9])+(\\.[0-9]*)?");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("(?i)[-+]?\\.(nan|inf)");

    /** No number is longer; what is, is text, and is not worth a pattern. */
    private static final int LONGEST = 100;

    private PlainScalar() {}

    static Node.Sort sort(String text) {
        if (NULL.contains(text)) {
            return Node.Sort.NULL;
        }
        if (BOOLEAN.contains(text)) {
            return Node.Sort.BOOLEAN;
        }
        return numeric(text) && NUMBER.matcher(text).matches() ? Node.Sort.NUMBER : Node.Sort.TEXT;
    }

    /** Whether it begins as a number does; nearly nothing does, and patterns cost. */
    private static boolean numeric(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
    }

    /** Why it is refused, when it is. */
    static Optional<String> trap(String text) {
        if (text.length() <= "false".length() && WORD.contains(text.toLowerCase(Locale.ROOT))) {
            return Optional.of(text
                    + " is true or false to some readers of YAML and text to others; write true or false, or "
                    + quoted(text) + " for the text");
        }
        if (!numeric(text)) {
            return Optional.empty();
        }
        if (OTHER_BASE.matcher(text).matches()) {
            return Optional.of("readers of YAML differ on which number " + text
                    + " is; write plain decimal digits without a leading zero, or " + quoted(text) + " for the text");
        }
        if (SIXTY.matcher(text).matches()) {
            return Optional.of(text + " is a number to base 60 to some readers of YAML; write " + quoted(text));
        }
        return NOT_A_NUMBER.matcher(text).matches()
                ? Optional.of(text + " is no number that can be used; write a finite one, or " + quoted(text)
                        + " for the text")
                : Optional.empty();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
