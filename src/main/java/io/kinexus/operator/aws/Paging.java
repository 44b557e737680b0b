package io.kinexus.operator.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Listings page by page, of services whose client has no paginators: EventBridge, and most of API Gateway. */
public final class Paging {
    private Paging() {}

    /** @param next the token of the next page; empty on the last one */
    public record Page<T>(List<T> items, Optional<String> next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** Every page, from the first on. */
    public static <T> List<T> all(Function<Optional<String>, Page<T>> look) {
        List<T> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<T> page = look.apply(token);
            all.addAll(page.items());
            token = page.next().filter(next -> !next.isEmpty());
        } while (token.isPresent());
        return all;
    }
}
