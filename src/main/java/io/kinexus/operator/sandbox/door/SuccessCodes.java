package io.kinexus.operator.sandbox.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The HTTP status of each operation's success, from {@code rest-json.codes}, which {@code model_rules.py} writes: AWS's models
 * say it, the SDK's classes do not. What is not listed answers 200.
 */
record SuccessCodes(Map<String, Integer> byOperation) {
    private static final String FILE = "rest-json.codes";

    static SuccessCodes of(WireService service) {
        String prefix = service.sdkPackage() + " ";
        try (InputStream in = Objects.requireNonNull(SuccessCodes.class.getResourceAsStream(FILE), FILE)) {
            return new SuccessCodes(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[1], words -> Integer.valueOf(words[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int of(String operation) {
        return byOperation.getOrDefault(operation, Reply.OK);
    }
}
