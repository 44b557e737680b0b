package io.kinexus.operator.rollout.secret;

import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Subject.Good;
import java.time.Instant;
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

    /**
     * The same rollout, going back to what {@link #keep(Scope, String)} answers, with what was said of it once in its
     * history. Asked before the last good revision is sent, and stored before it is; the rollout itself where nothing changes.
     */
    public Rollout keep(Scope scope, Rollout rollout, Instant now) {
        return rollout.subject()
                .good()
                .map(good -> with(rollout, good, keep(scope, good.taskDefinition()), now))
                .orElse(rollout);
    }

    private static Rollout with(Rollout rollout, Good good, Kept kept, Instant now) {
        boolean said = kept.said().isEmpty()
                || rollout.history().stream()
                        .anyMatch(moment -> moment.because().equals(kept.said()));
        Good other = new Good(kept.taskDefinition(), good.serviceRevision());
        Rollout next = rollout.subject(rollout.subject().good(other));
        return said ? next : next.saying(kept.said(), now);
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
