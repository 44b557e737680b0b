package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;

/** Most people start with what they have: a service on a VPC, a balancer, a cluster, data and roles that exist. */
class ExistingTest {
    @TempDir
    Path folder;

    @Test
    void aServiceConvergesOnWhatExistsAndNothingOfThatIsTouched() throws IOException {
        Operated owner = ConvergeTest.operated("production");
        owner.settle(200);
        Files.createDirectories(folder.resolve("tenant"));
        Files.writeString(folder.resolve("tenant/environment.yaml"), tenant(owner));
        Operated tenant = new Operated(new DesiredFolder(folder, Kinds.installed()), "tenant", owner.sandbox);

        Turned last = tenant.settle(100);

        String text = last.snapshot()
                .plan()
                .map(plan -> new PlanText(plan, false).text())
                .orElse("");
        assertThat(last.snapshot().sync()).as(last.run() + "\n" + text).isEqualTo("InSync");
        assertThat(last.snapshot().health()).as(text).isEqualTo("Healthy");
        assertThat(tenant.journal.entries("tenant", 500))
                .extracting(entry -> entry.intent().resource().kind().value())
                .doesNotContain("vpc", "subnet", "load-balancer", "listener", "cluster", "topic", "certificate")
                .doesNotContain("db-instance", "replication-group", "bucket", "role");
        Plan owners = owner.plan();
        assertThat(owners.empty()).as(new PlanText(owners, false).text()).isTrue();
    }

    @Test
    void whatIsPointedAtAndNotThereMakesThePlanIncomplete() throws IOException {
        Files.createDirectories(folder.resolve("tenant"));
        Files.writeString(folder.resolve("tenant/environment.yaml"), """
            apiVersion: kinexus.io/v1
            kind: Environment
            metadata: {name: tenant}
            spec: {account: "123456789012", region: us-east-1}
            ---
            apiVersion: kinexus.io/v1
            kind: Network
            metadata: {name: main}
            spec: {existing: {vpc: vpc-0123456789abcdef0, subnets: {private: [subnet-0123456789abcdef0]}}}
            """);
        Operated tenant = new Operated(
                new DesiredFolder(folder, Kinds.installed()), "tenant", ConvergeTest.operated("production").sandbox);
        Plan plan = tenant.plan();
        assertThat(plan.complete()).isFalse();
        assertThat(plan.empty()).isTrue();
    }

    /** A role that a person made for tasks. */
    private static String byHand(IamClient iam) {
        String trust = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}\
            """;
        String policy = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
              "Action": ["ecr:*", "logs:*", "secretsmanager:GetSecretValue"]}]}\
            """;
        String arn = iam.createRole(r -> r.roleName("by-hand").assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.putRolePolicy(r -> r.roleName("by-hand").policyName("tasks").policyDocument(policy));
        return arn;
    }

    private static String tenant(Operated owner) {
        Ec2Client ec2 = owner.client(Ec2Client.class);
        String vpc = ec2.describeVpcs(r -> r.filters(filter("tag:kinexus:resource", "vpc/main")))
                .vpcs()
                .get(0)
                .vpcId();
        String subnets = ec2.describeSubnets(r -> r.filters(filter("vpc-id", vpc))).subnets().stream()
                .filter(subnet ->
                        subnet.tags().stream().anyMatch(tag -> tag.value().contains("main-private")))
                .map(Subnet::subnetId)
                .collect(Collectors.joining(", "));
        String group = ec2.describeSecurityGroups(
                        r -> r.filters(filter("group-name", "production-kinexus-api-service")))
                .securityGroups()
                .get(0)
                .groupId();
        String balancer = owner.client(ElasticLoadBalancingV2Client.class)
                .describeLoadBalancers()
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        String certificate = owner.client(AcmClient.class)
                .listCertificates()
                .certificateSummaryList()
                .get(0)
                .certificateArn();
        String role = byHand(owner.client(IamClient.class));
        return """
            apiVersion: kinexus.io/v1
            kind: Environment
            metadata: {name: tenant}
            spec: {account: "123456789012", region: us-east-1}
            ---
            apiVersion: kinexus.io/v1
            kind: Network
            metadata: {name: net}
            spec: {existing: {vpc: %s, subnets: {private: [%s]}}}
            ---
            apiVersion: kinexus.io/v1
            kind: LoadBalancer
            metadata: {name: lb}
            spec: {existing: "%s", listeners: [{port: 443}]}
            ---
            apiVersion: kinexus.io/v1
            kind: Certificate
            metadata: {name: cert}
            spec: {existing: "%s"}
            ---
            apiVersion: kinexus.io/v1
            kind: Cluster
            metadata: {name: cluster}
            spec: {existing: kinexus-production}
            ---
            apiVersion: kinexus.io/v1
            kind: Topic
            metadata: {name: topic}
            spec: {existing: "arn:aws:sns:us-east-1:123456789012:kinexus-production-critical"}
            ---
            apiVersion: kinexus.io/v1
            kind: Database
            metadata: {name: db}
            spec: {existing: kinexus-production}
            ---
            apiVersion: kinexus.io/v1
            kind: Cache
            metadata: {name: cache}
            spec: {existing: kinexus-production}
            ---
            apiVersion: kinexus.io/v1
            kind: Bucket
            metadata: {name: docs}
            spec: {existing: kinexus-documents-production}
            ---
            apiVersion: kinexus.io/v1
            kind: Service
            metadata: {name: tenant-api}
            spec:
              cluster: cluster
              network: net
              image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/kinexus-api:1.4.2
              cpu: 256
              memory: 512
              port: 8000
              executionRole: "%s"
              taskRole: "%s"
              securityGroups: [%s]
              environment: {DB_HOST: {from: database/db, value: host}, REDIS_HOST: {from: cache/cache, value: host}, DOCS: {from: bucket/docs, value: name}}
              ingress: {loadBalancer: lb, listener: 443, path: "/tenant/*", priority: 500}
              health: {path: /health}
              scaling: {min: 1, max: 2, cpu: 70}
            ---
            apiVersion: kinexus.io/v1
            kind: Alarms
            metadata: {name: alarms}
            spec: {critical: topic, for: [service/tenant-api, database/db], rules: [{name: cpu-high, severity: critical, metric: cpu, above: 80, for: 5m}]}
            """.formatted(vpc, subnets, balancer, certificate, role, role, group);
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(List.of(value)).build();
    }
}
