package io.kinexus.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;

/** @param to the id of an earlier rollout that succeeded, or 8 or more digits of its revision; the last good one when left out */
public record RollbackRequest(Optional<String> to) {
    private static final ObjectReader READER = Wire.mapper()
            .readerFor(RollbackRequest.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * JSON whatever its content type, and nothing that is not understood: a mistyped key must not go back to somewhere else.
     *
     * @throws Unacceptable when it is not empty and not such a request
     */
    static RollbackRequest parse(String body) {
        if (body.isBlank()) {
            return new RollbackRequest(Optional.empty());
        }
        try {
            return READER.readValue(body);
        } catch (JsonProcessingException notOurs) {
            throw new Unacceptable(
                    "the body is not {\"to\": \"REVISION\"}; where to may also be said with ?to=REVISION");
        }
    }
}
