package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token without its word.
 *
 * @param environments those that it is for; empty: all
 * @param createdBy the caller who made it
 * @param expiresAt null for the ones that a start brings along
 * @param lastUsedAt to within some minutes; null: never
 * @param state {@code active expired revoked}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TokenView(
        String id,
        String name,
        String role,
        List<String> environments,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        String state) {}
