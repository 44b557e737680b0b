package io.kinexus.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to restore.
 *
 * @param resource as the files name it: {@code database/kinexus}
 * @param at the moment that its data is to be as of, such as {@code 2026-01-05T15:00:00Z}; the newest when left out
 */
public record RestoreRequest(String resource, Optional<String> at) {
    /** @throws Unacceptable when it is none */
    static RestoreRequest parse(@Nullable String body) {
        try {
            RestoreRequest read = Wire.mapper().readValue(String.valueOf(body), RestoreRequest.class);
            if (read != null && read.resource() != null && !read.resource().isBlank()) {
                return read;
            }
        } catch (JsonProcessingException notJson) {
            throw new Unacceptable("the body must be JSON with resource, and may have at");
        }
        throw new Unacceptable("the body must name a resource, such as {\"resource\": \"database/kinexus\"}");
    }

    /** @throws Unacceptable when it is no moment */
    public Optional<Instant> moment() {
        return at.map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException wrong) {
                throw new Unacceptable(text + " is no moment; write one such as 2026-01-05T15:00:00Z");
            }
        });
    }
}
