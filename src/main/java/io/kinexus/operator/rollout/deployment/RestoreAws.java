package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Sends the last good revision again: all traffic at once as soon as its tasks are healthy, and nothing held after that. Only
 * what differs from the service as it is now is sent, and never how many tasks it has. The breaker and the alarms are off
 * for it: what they would go back to is what is taken back.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html">UpdateService</a>
 */
final class RestoreAws {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ROLLING = "ROLLING";

    private RestoreAws() {}

    static Outcome restore(Scope scope, Rollout rollout) {
        Optional<Subject.Good> good = rollout.subject().good();
        if (good.isEmpty()) {
            return Outcome.terminal("NoBaseline", "there is no revision to go back to");
        }
        return AwsFailures.attempt(() -> restore(scope, Quest.of(rollout), good.get()));
    }

    private static Outcome restore(Scope scope, Quest quest, Subject.Good good) {
        Optional<Service> live = read(scope, quest.place());
        if (live.isEmpty()) {
            return Outcome.terminal(
                    "ServiceNotFoundException", "service " + quest.place().service() + " is gone");
        }
        if (sent(live.get(), quest, good)) {
            return Outcome.done();
        }
        try {
            scope.client(EcsClient.class).updateService(request(live.get(), revision(scope, good), quest, good));
            return Outcome.done();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ServiceNotActiveException")) {
                return Outcome.waiting("the service to drain", SOON);
            }
            throw failure;
        }
    }

    private static Optional<Service> read(Scope scope, Place place) {
        return scope
                .client(EcsClient.class)
                .describeServices(r -> r.cluster(place.cluster()).services(place.service()))
                .services()
                .stream()
                .filter(service -> !"INACTIVE".equals(service.status()))
                .findFirst();
    }

    /** The newest deployment is that one already, and has not failed. */
    private static boolean sent(Service service, Quest quest, Subject.Good good) {
        boolean same = good.taskDefinition().equals(quest.place().taskDefinition());
        return service.deployments().stream()
                .findFirst()
                .filter(deployment -> deployment.taskDefinition().equals(good.taskDefinition()))
                .filter(deployment -> !"FAILED".equals(deployment.rolloutStateAsString()))
                .filter(deployment -> !same || quest.made(deployment.createdAt()))
                .isPresent();
    }

    private static Optional<ServiceRevision> revision(Scope scope, Subject.Good good) {
        return good.serviceRevision()
                .flatMap(arn -> scope
                        .client(EcsClient.class)
                        .describeServiceRevisions(r -> r.serviceRevisionArns(arn))
                        .serviceRevisions()
                        .stream()
                        .findFirst());
    }

    private static UpdateServiceRequest request(
            Service live, Optional<ServiceRevision> revision, Quest quest, Subject.Good good) {
        UpdateServiceRequest.Builder request = UpdateServiceRequest.builder()
                .cluster(quest.place().cluster())
                .service(quest.place().service())
                .taskDefinition(good.taskDefinition())
                .deploymentConfiguration(atOnce(live.deploymentConfiguration()));
        if (live.taskDefinition().equals(good.taskDefinition())) {
            request.forceNewDeployment(true);
        }
        revision.ifPresent(before -> differences(request, live, before));
        return request.build();
    }

    private static void differences(UpdateServiceRequest.Builder request, Service live, ServiceRevision before) {
        if (before.networkConfiguration() != null
                && !before.networkConfiguration().equals(live.networkConfiguration())) {
            request.networkConfiguration(before.networkConfiguration());
        }
        if (!Set.copyOf(before.capacityProviderStrategy()).equals(Set.copyOf(live.capacityProviderStrategy()))) {
            request.capacityProviderStrategy(before.capacityProviderStrategy()).forceNewDeployment(true);
        }
        if (before.platformVersion() != null && !before.platformVersion().equals(live.platformVersion())) {
            request.platformVersion(before.platformVersion());
        }
        boolean asMany = shifts(before.loadBalancers()) == shifts(live.loadBalancers());
        if (asMany && !groups(before.loadBalancers()).equals(groups(live.loadBalancers()))) {
            request.loadBalancers(before.loadBalancers());
        }
    }

    /** Whether traffic moves between two groups now stays as it is: the revision may be from before that was so. */
    private static boolean shifts(List<LoadBalancer> balancers) {
        return balancers.stream().anyMatch(balancer -> balancer.advancedConfiguration() != null);
    }

    /** By port: ECS knows itself which of two groups serves, and is not told again which is first. */
    private static Set<String> groups(List<LoadBalancer> balancers) {
        return balancers.stream()
                .flatMap(balancer -> Stream.concat(
                                Stream.ofNullable(balancer.targetGroupArn()),
                                Stream.ofNullable(balancer.advancedConfiguration())
                                        .map(AdvancedConfiguration::alternateTargetGroupArn))
                        .map(group -> group + " " + balancer.containerName() + " " + balancer.containerPort()))
                .collect(Collectors.toSet());
    }

    private static DeploymentConfiguration atOnce(DeploymentConfiguration live) {
        boolean rolling = live.strategy() == null || ROLLING.equals(live.strategyAsString());
        DeploymentConfiguration.Builder restored = DeploymentConfiguration.builder()
                .strategy(rolling ? ROLLING : "BLUE_GREEN")
                .minimumHealthyPercent(live.minimumHealthyPercent())
                .maximumPercent(live.maximumPercent())
                .deploymentCircuitBreaker(breaker -> breaker.enable(false).rollback(false))
                .alarms(alarms -> alarms.enable(false).rollback(false).alarmNames(List.of()));
        return rolling ? restored.build() : restored.bakeTimeInMinutes(0).build();
    }
}
