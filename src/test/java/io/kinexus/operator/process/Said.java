package io.kinexus.operator.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a verb answered, from start to end. */
record Said(int exit, String out, String err) {

    static Said by(Map<String, String> environment, List<String> words) throws IOException, InterruptedException {
        try (Launched launched = Launched.start(environment, words)) {
            int exit = launched.ended();
            return new Said(exit, launched.out(), launched.err());
        }
    }

    /** The answer, all of which must be JSON. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    /** Standard error without what the launcher says of a build. */
    List<String> errors() {
        return err.lines().filter(line -> !line.startsWith("kinexus: ")).toList();
    }
}
