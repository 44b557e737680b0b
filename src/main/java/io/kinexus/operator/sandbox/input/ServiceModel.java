package io.kinexus.operator.sandbox.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rules of one service, as AWS publishes them: {@code <service>.model}, written by {@code model_rules.py} from the models
 * that AWS's own clients are made of, and over them {@code <service>.words}, written by hand from what AWS's pages say in words.
 *
 * <pre>
 * CreateService                        an action, with the members of its request
 *   serviceName required
 *   tags[] = Tag                       of each element of a list
 *   options{key} 1..64                 of each key of a map; options{} of each value
 * structure Tag
 *   key 1..128 ~ [\w.-]+
 * </pre>
 */
final class ServiceModel {
    private static final String STRUCTURE = "structure ";
    private static final String INDENT = "  ";

    private final Map<String, Map<String, Rule>> actions = new HashMap<>();
    private final Map<String, Map<String, Rule>> structures = new HashMap<>();

    /** @param service as the SDK names its package; one without files demands nothing */
    static ServiceModel of(String service) {
        ServiceModel model = new ServiceModel();
        List.of(".model", ".words").forEach(file -> model.read(lines(service + file)));
        return model;
    }

    private static List<String> lines(String file) {
        try (InputStream in = ServiceModel.class.getResourceAsStream(file)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(List<String> lines) {
        Map<String, Rule> open = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith(INDENT)) {
                String[] parts = line.trim().split(" ", 2);
                open.merge(parts[0], Rule.of(parts[1]), Rule::and);
            } else if (line.startsWith(STRUCTURE)) {
                open = structures.computeIfAbsent(
                        line.substring(STRUCTURE.length()).toLowerCase(Locale.ROOT), name -> new HashMap<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                open = actions.computeIfAbsent(line.toLowerCase(Locale.ROOT), name -> new HashMap<>());
            }
        }
    }

    /** The rules of the members of an action's request. */
    Map<String, Rule> action(String name) {
        return actions.getOrDefault(name.toLowerCase(Locale.ROOT), Map.of());
    }

    /** @param name where the model does not say it, the SDK's, which differs at most in capitals */
    Map<String, Rule> structure(String name) {
        return structures.getOrDefault(name.toLowerCase(Locale.ROOT), Map.of());
    }
}
