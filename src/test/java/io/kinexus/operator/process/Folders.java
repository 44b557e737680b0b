package io.kinexus.operator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of desired state as the process tests need them: small, so that they are there soon. */
final class Folders {
    private Folders() {}

    /** An environment with one topic; the mode is {@code enforce} or {@code observe}. */
    static void small(Path root, String name, String mode) throws IOException {
        environment(root, name, mode, """
            ---
            apiVersion: kinexus.io/v1
            kind: Topic
            metadata: {name: %1$s-alerts}
            spec: {}
            ---
            apiVersion: kinexus.io/v1
            kind: Cluster
            metadata: {name: %1$s}
            spec: {containerInsights: enabled}
            """.formatted(name));
    }

    /** What has no client token in AWS is most of this one. */
    static void network(Path root, String name) throws IOException {
        environment(root, name, "enforce", """
            ---
            apiVersion: kinexus.io/v1
            kind: Network
            metadata: {name: main}
            spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [public, private], natGateways: one, endpoints: [s3]}
            """);
    }

    static void environment(Path root, String name, String mode, String documents) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.writeString(folder.resolve("environment.yaml"), """
            apiVersion: kinexus.io/v1
            kind: Environment
            metadata: {name: %s}
            spec: {account: "123456789012", region: us-east-1, mode: %s}
            """.formatted(name, mode) + documents);
    }

    /** In one step, as an editor or a checkout does it. */
    static void replace(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(old)) {
            throw new IllegalStateException(file + " does not say " + old);
        }
        Path next = Files.writeString(file.resolveSibling(".next"), text.replace(old, now));
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
