package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.aws.request.IamNames;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.sandbox.tagging.TagStore;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequest;

/** Every call that the operator makes, asked of the policy that it prints: with its resource and its tags, where they are known. */
class IamCoverageTest {
    private static final Path SHIPPED = Path.of("desired-state");
    private final Set<String> refused = new LinkedHashSet<>();
    private int known;

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "development"})
    void nothingThatConvergingNeedsIsRefused(String environment) {
        List<JsonNode> statements = statements(environment);
        Operated operated = operated(environment);
        operated.sandbox.weather((call, request, account) -> {
            ask(statements, operated.sandbox, call, request, environment);
            return account.get();
        });
        assertThat(operated.settle(200).snapshot().sync()).isEqualTo("InSync");
        operated.sandbox.advance(Duration.ofMinutes(15));
        operated.turn("schedule");
        assertThat(refused).isEmpty();
        assertThat(known).as("calls of which the resource is known").isGreaterThan(20);
    }

    /** The matcher can say no. */
    @Test
    void anotherEnvironmentsPolicyDoesNotDo() {
        List<JsonNode> statements = statements("staging");
        Operated operated = operated("production");
        operated.sandbox.weather((call, request, account) -> {
            ask(statements, operated.sandbox, call, request, "production");
            return account.get();
        });
        operated.settle(200);
        assertThat(refused.stream().map(one -> one.replaceFirst(" .*", "")))
                .contains("ec2:CreateVpc", "ecs:CreateService", "iam:CreateRole", "logs:CreateLogGroup");
    }

    private static Operated operated(String environment) {
        return new Operated(
                new DesiredFolder(SHIPPED, io.kinexus.operator.desired.Kinds.installed()),
                environment,
                SandboxYaml.read(SHIPPED.resolve("sandbox.yaml")));
    }

    private static List<JsonNode> statements(String environment) {
        JsonNode policies =
                new ObjectMapper().valueToTree(IamPolicyTest.report(environment).policies());
        List<JsonNode> statements = new ArrayList<>();
        policies.forEach(policy -> policy.path("Statement").forEach(statements::add));
        return statements;
    }

    private void ask(
            List<JsonNode> statements, Sandbox sandbox, Sandbox.Call call, AwsRequest request, String environment) {
        String action = IamNames.action(call.service(), call.action());
        Asked asked =
                Asked.of(call.service(), call.action(), request, call.region() + ":" + call.account(), environment);
        known += asked.arns().isEmpty() ? 0 : 1;
        List<String> arns = asked.arns().isEmpty() ? List.of("") : asked.arns();
        for (String arn : arns) {
            Map<String, String> live = sandbox.account(call.account(), call.region())
                    .service(TagStore.class)
                    .of(arn);
            if (statements.stream().noneMatch(one -> allows(one, action, arn, asked.tags(), live))) {
                refused.add(action + " on " + arn);
            }
        }
    }

    /** @param arn empty when it is not known: then only the action counts */
    private static boolean allows(
            JsonNode statement, String action, String arn, Map<String, String> sent, Map<String, String> live) {
        boolean acts = false;
        for (JsonNode one : statement.path("Action")) {
            acts |= one.asText().toLowerCase(Locale.ROOT).equals(action.toLowerCase(Locale.ROOT));
        }
        boolean there = arn.isEmpty();
        for (JsonNode one : statement.path("Resource")) {
            there |= like(one.asText(), arn);
        }
        return acts && there && (arn.isEmpty() || holds(statement.path("Condition"), sent, live));
    }

    private static boolean holds(JsonNode condition, Map<String, String> sent, Map<String, String> live) {
        for (JsonNode operator : condition) {
            for (Map.Entry<String, JsonNode> key : operator.properties()) {
                String name = key.getKey().replaceFirst("^aws:(Request|Resource)Tag/", "");
                Map<String, String> tags = key.getKey().startsWith("aws:RequestTag/") ? sent : live;
                boolean ofTags = !name.equals(key.getKey());
                if (ofTags && !key.getValue().asText().equals(tags.get(name))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean like(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c))));
        return Pattern.matches(regex.toString(), text);
    }
}
