package io.kinexus.operator.sandbox.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** One event bus with its rules. */
final class Bus {
    /** One rule with its targets, as it was last written. */
    static final class Rule {
        final String arn;
        final Map<String, Target> targets = new LinkedHashMap<>();
        PutRuleRequest written;
        boolean enabled = true;
        int invocations;
        int failedInvocations;

        Rule(String arn, PutRuleRequest written) {
            this.arn = arn;
            this.written = written;
        }
    }

    final String name;
    final String arn;
    final Instant created;
    final Map<String, Rule> rules = new TreeMap<>();
    String description;
    Optional<String> policy = Optional.empty();

    Bus(String name, String arn, Instant created, String description) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.description = description;
    }
}
