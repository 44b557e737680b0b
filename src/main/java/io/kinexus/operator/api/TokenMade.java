package io.kinexus.operator.api;

/**
 * A token that has just been made.
 *
 * @param word what goes after {@code Bearer}; shown this once, and nowhere kept
 */
public record TokenMade(String word, TokenView token) {
    @Override
    public String toString() {
        return "TokenMade[token=" + token + "]";
    }
}
