package io.kinexus.operator.rollout.secret;

import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.Scope;
import java.util.Set;

/**
 * A task reads a secret's current version when it starts, also one that is started to go back. So a revision that was good
 * with another version is copied, with that version written into it: as long as the version carries AWSCURRENT or
 * AWSPREVIOUS, and does not hold a password that a database has changed since.
 */
public final class SecretVersions {
    /**
     * The task definition to go back to: the good one itself, or a copy of it whose secrets are pinned to the versions that
     * it ran with. May be asked again: the same copy is found. What cannot be read does not keep anybody from going back:
     * then it is the good one itself, and the reason is said.
     *
     * @param goodTaskDefinitionArn with its revision
     */
    public Kept keep(Scope scope, String goodTaskDefinitionArn) {
        return new SecretVersionsAws(scope).keep(goodTaskDefinitionArn);
    }

    /** What is read; the copy is registered with what the task definition's own kind may register. */
    public static Set<Permission> permissions() {
        return Set.of(
                Permission.anywhere(
                        "ecs:DescribeTaskDefinition",
                        "task definitions are read and registered without resource-level permissions"),
                Permission.on("secretsmanager:DescribeSecret", "arn:aws:secretsmanager:${region}:${account}:secret:*")
                        .because("ours are described, and those that are left over; values are not read"));
    }
}
