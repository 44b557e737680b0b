package io.kinexus.operator.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.lambda.LambdaSandbox;
import io.kinexus.operator.sandbox.sns.SnsSandbox;
import io.kinexus.operator.sandbox.sqs.SqsSandbox;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Brings an event to the targets of every enabled rule that asks for it: queues, topics, functions and other buses. Targets of
 * other sorts are not served, which shows as failed invocations of the rule.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Targets</a>
 */
final class Delivery {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Account account;
    private final Buses buses;
    private final DeadLetters letters;

    Delivery(Account account, Buses buses) {
        this.account = account;
        this.buses = buses;
        this.letters = new DeadLetters(account);
    }

    /** @param event with AWS's envelope: source, detail-type, detail */
    void put(Bus bus, JsonNode event) {
        for (Bus.Rule rule : List.copyOf(bus.rules.values())) {
            if (rule.enabled && asksFor(rule, event)) {
                rule.targets
                        .values()
                        .forEach(target -> account.event(
                                event.path("source").asText(),
                                event.path("detail-type").asText(),
                                () -> invoke(rule, target, event)));
            }
        }
    }

    private static boolean asksFor(Bus.Rule rule, JsonNode event) {
        String pattern = rule.written.eventPattern();
        return pattern != null && EventPattern.matches(read(pattern), event);
    }

    private void invoke(Bus.Rule rule, Target target, JsonNode event) {
        String input = input(target, event);
        letters.deliver(rule, target, event, () -> call(rule, target, event, input));
    }

    /** @throws AwsFault as the target answers */
    private void call(Bus.Rule rule, Target target, JsonNode event, String input) {
        switch (target.arn().split(":", -1)[2]) {
            case "sqs" -> {
                if (!account.service(SqsSandbox.class).deliver(target.arn(), input)) {
                    throw AwsFault.badRequest(DeadLetters.GONE, "The specified queue does not exist.");
                }
            }
            case "sns" -> account.service(SnsSandbox.class).publish(target.arn(), "", input);
            case "events" -> put(buses.find(target.arn()), event);
            case "lambda" -> function(rule, target.arn(), input);
            default -> throw AwsFault.badRequest("NotImplemented", "the sandbox cannot call " + target.arn());
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">Functions' policies</a> */
    private void function(Bus.Rule rule, String arn, String input) {
        LambdaSandbox lambda = account.service(LambdaSandbox.class);
        if (!lambda.permits(arn, "events.amazonaws.com", rule.arn)) {
            throw AwsFault.badRequest(DeadLetters.DENIED, "The rule is not allowed to invoke " + arn);
        }
        lambda.invoke(arn, input);
    }

    private static String input(Target target, JsonNode event) {
        if (target.input() != null) {
            return target.input();
        }
        if (target.inputPath() != null) {
            return at(event, target.inputPath()).toString();
        }
        return target.inputTransformer() == null ? event.toString() : transformed(target.inputTransformer(), event);
    }

    /** {@code <name>} in the template stands for what is found at its path; texts go in without their quotes. */
    private static String transformed(InputTransformer transformer, JsonNode event) {
        String text = transformer.inputTemplate();
        for (Map.Entry<String, String> path : transformer.inputPathsMap().entrySet()) {
            JsonNode value = at(event, path.getValue());
            text = text.replace("<" + path.getKey() + ">", value.isTextual() ? value.asText() : value.toString());
        }
        return text;
    }

    /** {@code $.detail.taskArn}. */
    private static JsonNode at(JsonNode event, String path) {
        return event.at(path.replaceFirst("^\\$", "").replace('.', '/'));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was checked when the rule was written", e);
        }
    }
}
