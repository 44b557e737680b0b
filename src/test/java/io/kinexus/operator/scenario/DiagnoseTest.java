package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.rollout.diagnosis.Diagnosis;
import io.kinexus.operator.rollout.diagnosis.Found;
import io.kinexus.operator.rollout.diagnosis.Rank;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What a person would find by hand, and what they would do about it. */
class DiagnoseTest {
    private static final String AROUND = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private, database], natGateways: none}
        ---
        apiVersion: kinexus.io/v1
        kind: Cluster
        metadata: {name: apps}
        spec: {}
        ---
        apiVersion: kinexus.io/v1
        kind: LoadBalancer
        metadata: {name: edge}
        spec: {network: main, scheme: internet-facing, listeners: [{port: 80}]}
        ---
        apiVersion: kinexus.io/v1
        kind: Database
        metadata: {name: orders}
        spec:
          network: main
          engine: postgres
          version: "15"
          instanceClass: db.t3.micro
          storage: {gib: 20}
          credentials: orders
        ---
        apiVersion: kinexus.io/v1
        kind: Secret
        metadata: {name: orders}
        spec: {generate: {username: app, for: database/orders}}
        """;
    private static final String SERVICE = """
        kind: Service
        metadata: {name: %s}
        spec:
          cluster: apps
          network: main
          image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/%s
          cpu: 256
          memory: 512
          port: 8000
          %s
          connectsTo: [database/orders]
        """;
    private static final String INGRESS =
            "ingress: {loadBalancer: edge, listener: 80, path: \"/*\"}\n  health: {path: /health, gracePeriod: 10s}";

    @TempDir
    Path folder;

    private static List<Found> diagnosed(OneFile file) {
        return file.operated.examine(Diagnosis::of);
    }

    @Test
    void nothingIsWrongUntilAPersonCutsTheWayToADatabaseAndLeavesThingsBehind() {
        OneFile file = new OneFile(folder, AROUND, SERVICE.formatted("api", "api:1", INGRESS));
        assertThat(file.operated.settle(120).snapshot().sync()).isEqualTo("InSync");
        assertThat(diagnosed(file)).isEmpty();

        Ec2Client ec2 = file.operated.client(Ec2Client.class);
        SecurityGroupRule rule = ec2.describeSecurityGroupRules(r -> {}).securityGroupRules().stream()
                .filter(one -> !one.isEgress() && Integer.valueOf(5432).equals(one.fromPort()))
                .findFirst()
                .orElseThrow();
        ec2.revokeSecurityGroupIngress(r -> r.groupId(rule.groupId()).securityGroupRuleIds(rule.securityGroupRuleId()));
        TagSpecification tags = TagSpecification.builder()
                .resourceType(ResourceType.ELASTIC_IP)
                .tags(
                        Tag.builder().key("kinexus:environment").value("data").build(),
                        Tag.builder()
                                .key("kinexus:resource")
                                .value("elastic-ip/main-a")
                                .build())
                .build();
        ec2.allocateAddress(r -> r.tagSpecifications(tags));
        file.operated.client(CloudWatchLogsClient.class).createLogGroup(r -> r.logGroupName("/ecs/data/forgotten"));

        List<Found> found = diagnosed(file);
        assertThat(found.get(0).rank()).isEqualTo(Rank.UNREACHABLE);
        assertThat(found.get(0).resource().local()).isEqualTo("ecs-service/api");
        assertThat(found.get(0).says())
                .contains("cannot reach database/orders on port 5432")
                .contains("lets nothing in from sg-");
        assertThat(found)
                .filteredOn(one -> one.rank() == Rank.IDLE)
                .extracting(Found::says)
                .anyMatch(says -> says.contains("is attached to nothing"))
                .anyMatch(says -> says.contains("/ecs/data/forgotten keeps everything for ever"));

        assertThat(file.operated.settle(20).snapshot().sync()).isEqualTo("InSync");
        assertThat(diagnosed(file)).noneMatch(one -> one.rank() == Rank.UNREACHABLE);
    }

    @Test
    void eachWayInWhichTasksFailHasItsCauseItsEvidenceAndItsHelp() {
        OneFile file = new OneFile(
                folder,
                AROUND,
                SERVICE.formatted("absent", "absent:1-missing", ""),
                SERVICE.formatted("broken", "broken:1-crash", ""),
                SERVICE.formatted("sick", "sick:1-unhealthy", INGRESS));
        file.operated.settle(60);
        file.operated.pass(Duration.ofMinutes(6));
        List<Found> found = diagnosed(file);
        Found missing = found.stream()
                .filter(one -> one.resource().name().equals("absent"))
                .findFirst()
                .orElseThrow();
        assertThat(missing.rank()).isEqualTo(Rank.CANNOT_START);
        assertThat(found.indexOf(missing)).isZero();
        Found crash = found.stream()
                .filter(one -> one.resource().name().equals("broken") && one.rank() == Rank.STOPS)
                .findFirst()
                .orElseThrow(() -> new AssertionError(found));
        assertThat(crash.says()).contains("its container ended").contains("exit code 1");
        assertThat(crash.evidence()).isNotEmpty();
        assertThat(found)
                .filteredOn(one -> one.resource().name().equals("sick"))
                .anyMatch(one -> (one.rank() == Rank.UNHEALTHY && one.says().contains("503"))
                        || (one.rank() == Rank.STOPS && one.says().contains("health checks failed")));
    }
}
