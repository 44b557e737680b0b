package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.cli.PolicyReport;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.Kinds;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The printed policy: its form, and how narrow it is. */
class IamPolicyTest {
    private static final int MOST_CHARACTERS = 6144;
    private static final Path SHIPPED = Path.of("desired-state");

    static PolicyReport report(String environment) {
        return IamPolicy.of(Kinds.installed().all(), desired(environment));
    }

    private static Desired desired(String environment) {
        return new DesiredFolder(SHIPPED, io.kinexus.operator.desired.Kinds.installed())
                .read(environment)
                .fold(complete -> complete, problems -> {
                    throw new IllegalStateException(String.join("\n", problems));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "development"})
    void itIsWhatIamTakes(String environment) throws Exception {
        PolicyReport report = report(environment);
        for (int i = 0; i < report.policies().size(); i++) {
            Map<String, Object> policy = report.policies().get(i);
            int size = new ObjectMapper()
                    .writeValueAsString(policy)
                    .replaceAll("\\s", "")
                    .length();
            assertThat(size).isEqualTo(report.sizes().get(i)).isLessThanOrEqualTo(MOST_CHARACTERS);
            assertThat(policy.get("Version")).isEqualTo("2012-10-17");
            List<Object> sids = statements(List.of(policy))
                    .map(one -> one.getOrDefault("Sid", ""))
                    .filter(sid -> !sid.equals(""))
                    .toList();
            assertThat(sids).doesNotHaveDuplicates().allMatch(sid -> String.valueOf(sid)
                    .matches("[A-Za-z0-9]+"));
            assertThat(new ObjectMapper().writeValueAsString(policy)).doesNotContain("${");
        }
    }

    @Test
    void aStarHasItsReason() {
        statements(report("production").policies())
                .filter(one -> strings(one, "Resource").contains("*"))
                .forEach(one -> assertThat(one).containsKey("Sid"));
        assertThat(report("production").reasons().values()).doesNotContain("");
    }

    @Test
    void writesAreNarrowedToWhatIsDeclared() {
        assertThat(resources("ecs:UpdateService"))
                .allMatch(arn -> arn.matches("arn:aws:ecs:us-east-1:\\d{12}:service/[a-z-]+/[a-z-]+"));
        assertThat(resources("elasticloadbalancing:CreateTargetGroup"))
                .allMatch(arn -> arn.matches(".*:targetgroup/production-[a-z0-9-]+/\\*"));
        assertThat(resources("elasticloadbalancing:CreateListener"))
                .allMatch(arn -> arn.matches(".*:loadbalancer/app/[a-z-]+/\\*"));
        assertThat(resources("logs:CreateLogGroup"))
                .allMatch(arn -> arn.matches(
                        ".*:log-group:(/ecs/production|/aws/rds/instance/kinexus-production[a-z0-9-]*)/.*"));
        assertThat(resources("secretsmanager:GetSecretValue")).allMatch(arn -> arn.endsWith("-??????"));
        assertThat(resources("rds:CreateDBInstance")).anyMatch(arn -> arn.endsWith(":og:default*"));
        assertThat(resources("s3:CreateBucket")).allMatch(arn -> !arn.contains("*"));
    }

    @Test
    void whatIsRemovedMustCarryTheEnvironmentsTag() {
        Set<String> removals = Set.of(
                "ecs:DeleteService",
                "rds:DeleteDBInstance",
                "elasticloadbalancing:DeleteLoadBalancer",
                "ec2:DeleteVpc",
                "secretsmanager:DeleteSecret");
        for (String action : removals) {
            assertThat(statements(report("production").policies())
                            .filter(one -> strings(one, "Action").contains(action)))
                    .as(action)
                    .isNotEmpty()
                    .allMatch(one -> String.valueOf(one.get("Condition"))
                            .equals("{StringEquals={aws:ResourceTag/kinexus:environment=production}}"));
        }
    }

    @Test
    void rolesArePassedToOneServiceOnly() {
        assertThat(statements(report("production").policies())
                        .filter(one -> strings(one, "Action").contains("iam:PassRole")))
                .isNotEmpty()
                .allMatch(one -> String.valueOf(one.get("Condition")).contains("iam:PassedToService"))
                .noneMatch(one -> strings(one, "Resource").contains("*"));
        assertThat(statements(report("production").policies())
                        .filter(one -> strings(one, "Action").contains("iam:CreateServiceLinkedRole")))
                .isNotEmpty()
                .allMatch(one -> String.valueOf(one.get("Condition")).contains("iam:AWSServiceName"));
    }

    /** What its schedule has started carries no tags: it is told by the cluster in its ARN. */
    @Test
    void aTaskThatRunsTooLongMayBeStoppedInItsClusterAlone() {
        assertThat(statements(report("development").policies())
                        .filter(one -> strings(one, "Action").contains("ecs:StopTask"))
                        .filter(one -> !one.containsKey("Condition"))
                        .flatMap(one -> strings(one, "Resource").stream()))
                .containsExactly("arn:aws:ecs:us-east-1:123456789012:task/kinexus-development/*");
    }

    private static Set<String> resources(String action) {
        Set<String> resources = statements(report("production").policies())
                .filter(one -> strings(one, "Action").contains(action))
                .flatMap(one -> strings(one, "Resource").stream())
                .collect(Collectors.toSet());
        assertThat(resources).as(action).isNotEmpty();
        return resources;
    }

    private static Stream<Map<?, ?>> statementsOf(Map<String, Object> policy) {
        return ((Collection<?>) policy.getOrDefault("Statement", List.of()))
                .stream().map(one -> (Map<?, ?>) one);
    }

    @SuppressWarnings("unchecked") // a statement's keys are its members' names
    static Stream<Map<String, Object>> statements(Collection<Map<String, Object>> policies) {
        return policies.stream().flatMap(IamPolicyTest::statementsOf).map(one -> (Map<String, Object>) one);
    }

    private static List<String> strings(Map<String, Object> statement, String member) {
        return ((Collection<?>) statement.getOrDefault(member, List.of()))
                .stream().map(String::valueOf).toList();
    }
}
