package io.kinexus.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;

/** @param token 1 to 36 letters, digits and hyphens of the caller's choice: the same one starts nothing a second time */
public record TaskRunRequest(Optional<String> token) {
    private static final ObjectReader READER = Wire.mapper()
            .readerFor(TaskRunRequest.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String TOKEN = "[A-Za-z0-9-]{1,36}";

    /** @throws Unacceptable when it is not empty and not such a request */
    static TaskRunRequest parse(String body) {
        if (body.isBlank()) {
            return new TaskRunRequest(Optional.empty());
        }
        try {
            TaskRunRequest request = READER.readValue(body);
            if (request.token().filter(one -> !one.matches(TOKEN)).isPresent()) {
                throw new Unacceptable("token is 1 to 36 letters, digits and hyphens");
            }
            return request;
        } catch (JsonProcessingException notOurs) {
            throw new Unacceptable("the body is not {\"token\": \"TOKEN\"}, which may be left out");
        }
    }
}
