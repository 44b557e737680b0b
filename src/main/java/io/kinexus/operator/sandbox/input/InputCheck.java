package io.kinexus.operator.sandbox.input;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.Lazy;

/**
 * Holds a request against its service's model before any handler sees it: required members, lengths, ranges, patterns,
 * enumerations and tags. So a handler never meets a member missing that AWS requires.
 *
 * @see <a href="https://smithy.io/2.0/spec/constraint-traits.html">Constraint traits</a>
 */
public final class InputCheck {
    private static final Map<String, Lazy<ServiceModel>> MODELS = Refusals.services().stream()
            .collect(
                    Collectors.toUnmodifiableMap(Function.identity(), name -> new Lazy<>(() -> ServiceModel.of(name))));

    /** The services whose Query and JSON doors read an empty text as nothing. */
    private static final Set<String> EMPTY_IS_MISSING = Set.of("ec2", "ecs", "elasticache", "rds");

    private final ServiceModel model;
    private final Refusals refusals;
    private final boolean emptyIsMissing;

    private InputCheck(ServiceModel model, Refusals refusals, boolean emptyIsMissing) {
        this.model = model;
        this.refusals = refusals;
        this.emptyIsMissing = emptyIsMissing;
    }

    /**
     * Nothing when AWS would let the request through to the service.
     *
     * @param service as the SDK names its package
     * @throws AwsFault with the service's own code for the first flaw
     */
    public static void check(String service, String action, AwsRequest request) {
        Optional.ofNullable(MODELS.get(service)).map(Lazy::getValue).ifPresent(model -> new InputCheck(
                        model, Refusals.of(service, action), EMPTY_IS_MISSING.contains(service))
                .structure("", request, model.action(action)));
    }

    private void structure(String prefix, SdkPojo structure, Map<String, Rule> rules) {
        Enumerations enumerations = Enumerations.of(structure.getClass());
        for (SdkField<?> field : structure.sdkFields()) {
            String name = field.memberName();
            Rule rule = rules.getOrDefault(name, Rule.NONE);
            Object value = field.getValueOrDefault(structure);
            if (absent(value, rule)) {
                if (rule.required()) {
                    throw refusals.absent(prefix + name);
                }
                continue;
            }
            new Walk(rules, enumerations.words(name)).value(name, prefix + name, value);
            if (TagRules.areTags(name, value)) {
                TagRules.check(value, refusals);
            }
        }
    }

    private boolean absent(@Nullable Object value, Rule rule) {
        return value == null
                || value instanceof SdkAutoConstructList
                || value instanceof SdkAutoConstructMap
                || (emptyIsMissing && rule.required() && value.equals(""));
    }

    /** One member, and what is in it when it is a list or a map. */
    private final class Walk {
        private final Map<String, Rule> rules;
        private final Set<String> words;

        Walk(Map<String, Rule> rules, Set<String> words) {
            this.rules = rules;
            this.words = words;
        }

        /** @param key of the rule: {@code Values}, {@code Values[]} */
        void value(String key, String path, Object value) {
            Rule rule = rules.getOrDefault(key, Rule.NONE);
            measure(path, value, rule);
            if (value instanceof SdkPojo pojo) {
                structure(
                        path + ".",
                        pojo,
                        model.structure(rule.structure().orElse(pojo.getClass().getSimpleName())));
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    value(key + "[]", path + "." + (i + 1) + ".member", list.get(i));
                }
            } else if (value instanceof Map<?, ?> map) {
                map.forEach((name, entry) -> {
                    measure(path, name, rules.getOrDefault(key + "{key}", Rule.NONE));
                    value(key + "{}", path + "." + name, entry);
                });
            } else if (value instanceof String text) {
                text(path, text, rule);
            }
        }

        private void text(String path, String text, Rule rule) {
            if (!words.isEmpty() && !words.contains(text)) {
                throw refusals.broken(path, "satisfy enum value set: " + words);
            }
            rule.pattern().filter(pattern -> !pattern.matcher(text).matches()).ifPresent(pattern -> {
                throw refusals.broken(path, "satisfy regular expression pattern: " + pattern);
            });
        }
    }

    private void measure(String path, Object value, Rule rule) {
        rule.bounds().ifPresent(bounds -> size(value)
                .filter(size -> !bounds.hold(size))
                .ifPresent(size -> {
                    throw refusals.broken(
                            path, "have " + (value instanceof Number ? "value " : "length ") + bounds.broken(size));
                }));
    }

    private static Optional<Double> size(Object value) {
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        if (value instanceof String text) {
            return Optional.of((double) text.length());
        }
        if (value instanceof List<?> list) {
            return Optional.of((double) list.size());
        }
        return value instanceof Map<?, ?> map ? Optional.of((double) map.size()) : Optional.empty();
    }
}
