package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.engine.Examined;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Everything that is wrong, the likeliest cause first. */
public final class Diagnosis {
    private static final String NO_RESOURCE = "AWS offers no resource for it";

    private static final List<Exam> EXAMS = List.of(
            new PlanExam(), new RolloutExam(), new TaskExam(), new TargetExam(), new ReachExam(), new IdleExam());

    private Diagnosis() {}

    /** What one exam cannot read hides nothing of what another finds. */
    public static List<Found> of(Scope scope, Examined seen) {
        return scope.each(EXAMS, exam -> guarded(exam, scope, seen)).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Found::rank)
                        .thenComparing(Found::resource)
                        .thenComparing(Found::says))
                .distinct()
                .toList();
    }

    private static List<Found> guarded(Exam exam, Scope scope, Examined seen) {
        try {
            return exam.look(scope, seen);
        } catch (RuntimeException failure) {
            return List.of(new Found(
                    Rank.UNKNOWN,
                    ResourceId.of(scope.environment(), "environment", scope.environment()),
                    exam.name() + " could not be looked at: " + scope.says(failure),
                    "allow the call: `kinexus iam " + scope.environment() + "` prints what is needed"));
        }
    }

    /** What the exams call, beyond what kinds and rollouts do. */
    public static Set<Permission> permissions() {
        return Set.of(
                Permission.anywhere("ec2:DescribeAddresses", NO_RESOURCE),
                Permission.anywhere("ec2:DescribeNetworkAcls", NO_RESOURCE),
                Permission.anywhere("ec2:DescribeSecurityGroupRules", NO_RESOURCE),
                Permission.anywhere("ec2:DescribeSubnets", NO_RESOURCE),
                Permission.anywhere("elasticloadbalancing:DescribeTargetGroups", NO_RESOURCE),
                Permission.on("logs:DescribeLogGroups", "arn:aws:logs:${region}:${account}:log-group:*")
                        .because("log groups are listed by prefix"),
                Permission.on(
                                "logs:GetLogEvents",
                                "arn:aws:logs:${region}:${account}:log-group:/ecs/${environment}/*:log-stream:*")
                        .because("the end of a stopped task's log"));
    }
}
