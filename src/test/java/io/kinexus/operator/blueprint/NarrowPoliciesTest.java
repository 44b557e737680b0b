package io.kinexus.operator.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.kind.bucket.BucketSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the roles of the shipped environments may do: each action by its name, on resources by theirs. */
class NarrowPoliciesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTRY = "the token is for the whole registry: the action has no resource";
    private static final String DESCRIBE = "ELB's Describe actions have no resource-level permissions";
    private static final String INTERFACE =
            "EC2 makes network interfaces for a function in a VPC: no resource can be named";
    /** The only actions that may be allowed on everything, each because AWS offers nothing narrower. */
    private static final Map<String, String> ANYWHERE = Map.ofEntries(
            Map.entry("ecr:GetAuthorizationToken", REGISTRY),
            Map.entry("elasticloadbalancing:DescribeListeners", DESCRIBE),
            Map.entry("elasticloadbalancing:DescribeRules", DESCRIBE),
            Map.entry("elasticloadbalancing:DescribeTargetGroups", DESCRIBE),
            Map.entry("elasticloadbalancing:DescribeTargetHealth", DESCRIBE),
            Map.entry("ec2:CreateNetworkInterface", INTERFACE),
            Map.entry("ec2:DeleteNetworkInterface", INTERFACE),
            Map.entry("ec2:DescribeNetworkInterfaces", "EC2's Describe actions have no resource-level permissions"),
            Map.entry("xray:PutTraceSegments", "X-Ray's writes have no resource"),
            Map.entry("xray:PutTelemetryRecords", "X-Ray's writes have no resource"));

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "development"})
    void everyRoleNamesWhatItMayDoAndWhere(String environment) {
        List<String> wide = new ArrayList<>();
        documents(environment, false)
                .forEach((where, document) -> document.path("Statement").forEach(one -> {
                    for (JsonNode resource : listed(one.path("Resource"))) {
                        if (resource.asText().equals("*")) {
                            actions(one).stream()
                                    .filter(action -> !ANYWHERE.containsKey(action))
                                    .forEach(action -> wide.add(where + ": " + action + " on *"));
                        }
                    }
                    actions(one).stream()
                            .filter(action -> action.contains("*"))
                            .forEach(action -> wide.add(where + ": " + action));
                    assertThat(one.has("NotAction") || one.has("NotResource")).isFalse();
                }));
        assertThat(wide).isEmpty();
    }

    /** Roles are for AWS's services, and a bucket is for one of them at most: nobody else is let in. */
    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "development"})
    void nobodyButServicesOfAwsIsTrusted(String environment) {
        Map<String, JsonNode> trusting = documents(environment, true);
        assertThat(trusting).isNotEmpty();
        trusting.forEach((where, document) -> document.path("Statement").forEach(one -> {
            TreeSet<String> principals = new TreeSet<>();
            one.path("Principal").fieldNames().forEachRemaining(principals::add);
            boolean refuses = one.path("Effect").asText().equals("Deny");
            assertThat(refuses || principals.equals(new TreeSet<>(List.of("Service"))))
                    .as(where + " trusts " + one.path("Principal"))
                    .isTrue();
        }));
    }

    private static List<JsonNode> listed(JsonNode one) {
        List<JsonNode> all = new ArrayList<>();
        if (one.isArray()) {
            one.forEach(all::add);
        } else {
            all.add(one);
        }
        return all;
    }

    private static List<String> actions(JsonNode statement) {
        return listed(statement.path("Action")).stream().map(JsonNode::asText).toList();
    }

    /** @param trust the documents that say who may come in, in place of those that say what may be done */
    private static Map<String, JsonNode> documents(String environment, boolean trust) {
        Map<String, JsonNode> documents = new TreeMap<>();
        for (Declared<?> one : resources(environment)) {
            String id = one.id().local();
            if (one.spec() instanceof RoleSpec role) {
                if (trust) {
                    documents.put(id, json(role.trustPolicy()));
                } else {
                    role.inlinePolicies().forEach((name, text) -> documents.put(id + " " + name, json(text)));
                }
            }
            if (trust && one.spec() instanceof BucketSpec bucket) {
                bucket.policy().ifPresent(text -> documents.put(id, json(text)));
            }
        }
        return documents;
    }

    private static List<Declared<?>> resources(String environment) {
        return new DesiredFolder(Path.of("desired-state"), Kinds.installed())
                .read(environment)
                .fold(desired -> desired.resources(), problems -> {
                    throw new AssertionError(problems);
                });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
