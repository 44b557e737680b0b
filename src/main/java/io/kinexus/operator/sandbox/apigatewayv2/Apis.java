package io.kinexus.operator.sandbox.apigatewayv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All APIs of an account in a region. Names are free: two may have the same. */
final class Apis {
    static final int CONFLICT = 409;
    /** AWS publishes no page size; this is a guess. */
    private static final int PAGE = 100;

    final Map<String, HttpApi> all = new LinkedHashMap<>();
    private final Account account;

    Apis(Account account) {
        this.account = account;
    }

    HttpApi find(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(given -> Optional.ofNullable(all.get(given)))
                .orElseThrow(() -> HttpApi.missing("Invalid API identifier specified " + account.id() + ":" + id));
    }

    static AwsFault bad(String message) {
        return AwsFault.badRequest("BadRequestException", message);
    }

    static AwsFault conflict(String message) {
        return new AwsFault("ConflictException", CONFLICT, message);
    }

    static <T> Pages.Page<T> page(Collection<T> items, @Nullable String size, @Nullable String token) {
        if (size != null && !size.matches("[1-9]\\d{0,5}")) {
            throw bad("Invalid value for maxResults: " + size);
        }
        return Pages.of(items, size == null ? null : Math.min(PAGE, Integer.parseInt(size)), PAGE, PAGE, token);
    }
}
