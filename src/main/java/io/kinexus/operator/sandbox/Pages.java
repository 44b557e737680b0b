package io.kinexus.operator.sandbox;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paging as AWS does it: a page size within the API's limit, and an opaque token for the next page. */
public final class Pages {
    private Pages() {}

    /** @param next the token of the next page, null on the last one (builders take it so) */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /**
     * @param asked the request's page size, null when left out
     * @param usual the API's page size when none is asked for
     * @param most the API's limit; more is a validation error
     * @param token the request's token, null for the first page
     */
    public static <T> Page<T> of(
            Collection<T> all, @Nullable Integer asked, int usual, int most, @Nullable String token) {
        int size = asked == null ? usual : asked;
        if (size < 1 || size > most) {
            throw AwsFault.badRequest("InvalidParameterException", "page size must be between 1 and " + most);
        }
        int from = token == null ? 0 : start(token);
        List<T> items = List.copyOf(all);
        int to = Math.min(items.size(), from + size);
        return new Page<>(items.subList(Math.min(from, to), to), to < items.size() ? "page-" + to : null);
    }

    private static int start(String token) {
        try {
            return Integer.parseInt(token.substring("page-".length()));
        } catch (RuntimeException e) {
            throw AwsFault.badRequest("InvalidParameterException", "Invalid token");
        }
    }
}
