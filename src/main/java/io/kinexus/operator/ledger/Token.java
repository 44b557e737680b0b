package io.kinexus.operator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bearer token as the ledger keeps it: everything but its word.
 *
 * @param id what it is called where its word must not be; also part of the word
 * @param name what people call it
 * @param environments those that it is for; empty: all
 * @param expiresAt empty: never
 * @param lastUsedAt to within some minutes; empty: never
 * @param revokedAt empty: it is not revoked
 */
public record Token(
        String id,
        String name,
        String role,
        List<String> environments,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {
    public Token {
        environments = List.copyOf(environments);
    }
}
