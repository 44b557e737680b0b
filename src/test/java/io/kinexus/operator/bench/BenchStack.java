package io.kinexus.operator.bench;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;

/** So many services in a network that exists already: what most people start with. */
final class BenchStack {
    private static final String ACCOUNT = "123456789012";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                    + "\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private BenchStack() {}

    private record Existing(String vpc, List<String> subnets, String group, String role) {}

    /** Makes what a person would have made, and writes the desired state of environment {@code bench} below the root. */
    static void make(Sandbox sandbox, Path root, int services) throws IOException {
        Existing existing = existing(sandbox);
        List<String> documents = new ArrayList<>();
        documents.add(environment());
        documents.add(document(
                "Network",
                "main",
                "{existing: {vpc: " + existing.vpc() + ", subnets: {private: " + existing.subnets() + "}}}"));
        documents.add(document("Cluster", "bench", "{capacity: [{provider: FARGATE, weight: 1}]}"));
        documents.add(document("Topic", "bench-critical", "{}"));
        List<String> names = IntStream.rangeClosed(1, services)
                .mapToObj(number -> "s-%04d".formatted(number))
                .toList();
        names.forEach(name -> documents.add(service(name, existing)));
        documents.add(alarms(names));
        Path folder = Files.createDirectories(root.resolve("bench"));
        Files.writeString(folder.resolve("environment.yaml"), String.join("---\n", documents.subList(0, 4)));
        for (int from = 4; from < documents.size(); from += 100) {
            List<String> part = documents.subList(from, Math.min(documents.size(), from + 100));
            Files.writeString(folder.resolve("part-" + from + ".yaml"), String.join("---\n", part));
        }
    }

    private static Existing existing(Sandbox sandbox) {
        InProcessDoor door = new InProcessDoor(sandbox);
        Ec2Client ec2 = door.client(Ec2Client.class, ACCOUNT, "us-east-1");
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        List<String> subnets = IntStream.range(0, 2)
                .mapToObj(zone -> ec2.createSubnet(r -> r.vpcId(vpc)
                                .cidrBlock("10.0." + zone * 32 + ".0/19")
                                .availabilityZone("us-east-1" + (char) ('a' + zone)))
                        .subnet()
                        .subnetId())
                .toList();
        String group = ec2.createSecurityGroup(
                        r -> r.groupName("tasks").description("tasks").vpcId(vpc))
                .groupId();
        String role = door.client(IamClient.class, ACCOUNT, "us-east-1")
                .createRole(r -> r.roleName("tasks").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        return new Existing(vpc, subnets, group, role);
    }

    private static String environment() {
        return document(
                "Environment",
                "bench",
                "{account: \"" + ACCOUNT + "\", region: us-east-1, mode: enforce, limits: {maxDeletes: 3,"
                        + " maxConcurrentRollouts: 1000}}");
    }

    private static String service(String name, Existing existing) {
        return document("Service", name, """
            {cluster: bench, network: main, image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/bench:1.0.0",
              cpu: 256, memory: 512, environment: {LOG_LEVEL: INFO}, executionRole: "%s", taskRole: "%s",
              securityGroups: [%s], scaling: {min: 1, max: 4, cpu: 70}}\
            """.formatted(existing.role(), existing.role(), existing.group()));
    }

    private static String alarms(List<String> names) {
        String targets =
                String.join(", ", names.stream().map(name -> "service/" + name).toList());
        return document("Alarms", "bench", """
            {critical: bench-critical, for: [%s],
              rules: [{name: cpu-high, severity: critical, metric: cpu, above: 80, for: 5m}]}\
            """.formatted(targets));
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: kinexus.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec: " + spec + "\n";
    }
}
