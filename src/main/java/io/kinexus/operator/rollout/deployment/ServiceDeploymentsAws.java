package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.rollout.deployment.Quest.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ResolvedConfiguration;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/**
 * The calls about service deployments and revisions, twenty a call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceDeployments.html">DescribeServiceDeployments</a>
 */
final class ServiceDeploymentsAws {
    private static final int BATCH = 20;
    private static final int PAGE = 100;
    private static final String TRIGGERED = "TRIGGERED";

    private ServiceDeploymentsAws() {}

    /** Those created at or after a moment; none where there is no such service. */
    static List<Listed> list(Scope scope, Quest quest) {
        // AWS says "after", and nothing of equality.
        Instant after = quest.notBefore().minus(Duration.ofSeconds(1));
        try {
            return scope
                    .client(EcsClient.class)
                    .listServiceDeployments(r -> r.cluster(quest.place().cluster())
                            .service(quest.place().service())
                            .createdAt(range -> range.after(after))
                            .maxResults(PAGE))
                    .serviceDeployments()
                    .stream()
                    .map(one -> new Listed(one.serviceDeploymentArn(), one.targetServiceRevisionArn(), one.createdAt()))
                    .toList();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ServiceNotFoundException", "ClusterNotFoundException")) {
                return List.of();
            }
            throw failure;
        }
    }

    /** By ARN; one whose service was deleted is left out. */
    static Map<String, Shown> describe(Scope scope, Collection<String> arns) {
        Map<String, Shown> found = new LinkedHashMap<>();
        List<String> all = arns.stream().sorted().distinct().toList();
        scope.each(Sweep.batches(all, BATCH), batch -> scope.client(EcsClient.class)
                        .describeServiceDeployments(r -> r.serviceDeploymentArns(batch))
                        .serviceDeployments())
                .forEach(batch -> batch.forEach(one -> found.put(one.serviceDeploymentArn(), shown(one))));
        return found;
    }

    static List<Revision> revisions(Scope scope, List<String> arns) {
        return scope
                .each(Sweep.batches(arns, BATCH), batch -> scope.client(EcsClient.class)
                        .describeServiceRevisions(r -> r.serviceRevisionArns(batch))
                        .serviceRevisions())
                .stream()
                .flatMap(List::stream)
                .map(one -> new Revision(one.serviceRevisionArn(), one.taskDefinition(), group(one)))
                .toList();
    }

    /** Turns it back. One that is on its way back already, or has ended, is what was wanted. */
    static Outcome stop(Scope scope, String arn) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(EcsClient.class)
                        .stopServiceDeployment(r -> r.serviceDeploymentArn(arn).stopType("ROLLBACK"));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ConflictException", "ServiceDeploymentNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Optional<String> group(ServiceRevision revision) {
        return Optional.ofNullable(revision.resolvedConfiguration())
                .map(ResolvedConfiguration::loadBalancers)
                .flatMap(balancers -> balancers.stream().findFirst())
                .map(ServiceRevisionLoadBalancer::targetGroupArn);
    }

    private static Shown shown(ServiceDeployment one) {
        ServiceRevisionSummary target = one.targetServiceRevision();
        return new Shown(
                one.serviceDeploymentArn(),
                one.statusAsString(),
                Optional.ofNullable(one.lifecycleStageAsString()).orElse(""),
                one.createdAt(),
                target.arn(),
                Optional.ofNullable(target.requestedProductionTrafficWeight()),
                count(target.requestedTaskCount()),
                count(target.runningTaskCount()),
                says(one));
    }

    private static String says(ServiceDeployment one) {
        List<String> said = new ArrayList<>();
        Optional.ofNullable(one.statusReason()).filter(why -> !why.isBlank()).ifPresent(said::add);
        Optional.ofNullable(one.rollback())
                .map(Rollback::reason)
                .filter(why -> !why.isBlank() && !said.contains(why))
                .ifPresent(said::add);
        Optional.ofNullable(one.deploymentCircuitBreaker())
                .filter(breaker -> TRIGGERED.equals(breaker.statusAsString()))
                .map(ServiceDeploymentsAws::breaker)
                .ifPresent(said::add);
        Optional.ofNullable(one.alarms())
                .map(ServiceDeploymentAlarms::triggeredAlarmNames)
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> said.add("in ALARM: " + String.join(", ", names)));
        return String.join("; ", said);
    }

    private static String breaker(ServiceDeploymentCircuitBreaker breaker) {
        return "the circuit breaker counted " + count(breaker.failureCount()) + " failed tasks of at most "
                + count(breaker.threshold());
    }

    private static int count(@Nullable Integer counted) {
        return counted == null ? 0 : counted;
    }
}
