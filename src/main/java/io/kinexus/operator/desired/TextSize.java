package io.kinexus.operator.desired;

import java.util.Optional;

/** What can be seen of a text's cost before it is parsed. */
final class TextSize {
    private TextSize() {}

    /** Why the text is not parsed, when it is not. */
    static Optional<Problem> problem(String file, String text) {
        int line = 1;
        int start = 0;
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            marks += mark(text, c, i) ? 1 : 0;
            if (marks > ReadingLimits.MARKS) {
                return Optional.of(new Problem(
                        new Place(file, line, i - start + 1),
                        "document",
                        "more than " + ReadingLimits.MARKS
                                + " line breaks, commas, brackets and colons in one file; split the file"));
            }
            if (i - start >= ReadingLimits.LINE) {
                return Optional.of(new Problem(
                        new Place(file, line, 1),
                        "document",
                        "a line of more than " + ReadingLimits.LINE + " characters; break it"));
            }
            if (c == '\n') {
                line++;
                start = i + 1;
            }
        }
        return Optional.empty();
    }

    private static boolean mark(String text, char c, int at) {
        return switch (c) {
            case '\n', ',', '[', '{' -> true;
            case ':', '-', '?' -> at + 1 < text.length() && text.charAt(at + 1) <= ' ';
            default -> false;
        };
    }
}
