package io.kinexus.operator.kind.securitygroup;

import io.kinexus.operator.core.resource.Spec;

/**
 * One security group. Its rules are resources of their own ({@code security-group-rule}); any rule in it that carries no
 * tag of ours is drift and taken out, but for the one that lets everything out where {@code openEgress} asks for it.
 *
 * @param name at most 255 characters; unique in its VPC
 * @param description at most 255 characters of AWS's set; cannot be changed
 * @param openEgress whether what is in the group may reach everything; without it, only what egress rules say
 */
public record SecurityGroupSpec(String name, String description, String vpcId, boolean openEgress) implements Spec {
    /** For what must reach other services: tasks, load balancers. */
    public static SecurityGroupSpec open(String name, String description, String vpcId) {
        return new SecurityGroupSpec(name, description, vpcId, true);
    }

    /** For what only answers: databases, caches, endpoints. */
    public static SecurityGroupSpec closed(String name, String description, String vpcId) {
        return new SecurityGroupSpec(name, description, vpcId, false);
    }
}
