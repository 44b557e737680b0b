package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/**
 * The calls about service deployments and revisions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html">StopServiceDeployment</a>
 */
final class ServiceDeployments {
    private static final int DESCRIBED = 20;
    private static final int PAGE = 100;
    private static final Set<ServiceDeploymentStatus> STOPPABLE = Set.of(
            ServiceDeploymentStatus.PENDING,
            ServiceDeploymentStatus.IN_PROGRESS,
            ServiceDeploymentStatus.STOP_REQUESTED,
            ServiceDeploymentStatus.ROLLBACK_REQUESTED,
            ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);

    private final Account account;
    private final Services services;
    private final Rollouts rollouts;
    private final Scheduler scheduler;
    private final World world;

    ServiceDeployments(Account account, Services services, Rollouts rollouts, Scheduler scheduler, World world) {
        this.world = world;
        this.account = account;
        this.services = services;
        this.rollouts = rollouts;
        this.scheduler = scheduler;
    }

    void install(Handlers handlers) {
        handlers.on(ListServiceDeploymentsRequest.class, this::list);
        handlers.on(DescribeServiceDeploymentsRequest.class, this::describe);
        handlers.on(DescribeServiceRevisionsRequest.class, this::revisions);
        handlers.on(StopServiceDeploymentRequest.class, this::stop);
    }

    private ListServiceDeploymentsResponse list(ListServiceDeploymentsRequest request) {
        ServiceState service =
                services.find(request.cluster(), request.service()).orElseThrow(EcsFaults::noService);
        List<ServiceDeploymentBrief> briefs = service.history.stream()
                .filter(d -> request.status().isEmpty() || request.status().contains(d.status()))
                .filter(d -> within(d, Optional.ofNullable(request.createdAt())))
                .sorted(Comparator.comparing(ServiceDeployment::createdAt).reversed())
                .map(ServiceDeployments::brief)
                .toList();
        Pages.Page<ServiceDeploymentBrief> page =
                Pages.of(briefs, request.maxResults(), DESCRIBED, PAGE, request.nextToken());
        return ListServiceDeploymentsResponse.builder()
                .serviceDeployments(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean within(ServiceDeployment deployment, Optional<CreatedAt> asked) {
        return asked.map(range -> (range.after() == null
                                || deployment.createdAt().isAfter(range.after()))
                        && (range.before() == null || deployment.createdAt().isBefore(range.before())))
                .orElse(true);
    }

    private static ServiceDeploymentBrief brief(ServiceDeployment deployment) {
        return ServiceDeploymentBrief.builder()
                .serviceDeploymentArn(deployment.serviceDeploymentArn())
                .serviceArn(deployment.serviceArn())
                .clusterArn(deployment.clusterArn())
                .createdAt(deployment.createdAt())
                .startedAt(deployment.startedAt())
                .finishedAt(deployment.finishedAt())
                .targetServiceRevisionArn(deployment.targetServiceRevision().arn())
                .status(deployment.status())
                .statusReason(deployment.statusReason())
                .build();
    }

    private DescribeServiceDeploymentsResponse describe(DescribeServiceDeploymentsRequest request) {
        EcsFaults.require(
                request.serviceDeploymentArns().size() <= DESCRIBED,
                "serviceDeploymentArns can have at most 20 items.");
        List<ServiceDeployment> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : request.serviceDeploymentArns()) {
            owner(arn).ifPresentOrElse(service -> found.add(shown(service, arn)), () -> failures.add(missing(arn)));
        }
        return DescribeServiceDeploymentsResponse.builder()
                .serviceDeployments(found)
                .failures(failures)
                .build();
    }

    private ServiceDeployment shown(ServiceState service, String arn) {
        ServiceDeployment stored = service.history.stream()
                .filter(d -> d.serviceDeploymentArn().equals(arn))
                .findFirst()
                .orElseThrow();
        if (!History.latest(service).serviceDeploymentArn().equals(arn)) {
            return stored;
        }
        return History.refreshed(service, stored).toBuilder()
                .deploymentCircuitBreaker(breaker(service))
                .alarms(alarms(service, stored))
                .build();
    }

    /** Which of the named alarms are in ALARM, while they are looked at. */
    private ServiceDeploymentAlarms alarms(ServiceState service, ServiceDeployment stored) {
        Optional<DeploymentAlarms> asked = Optional.ofNullable(
                        service.configuration().alarms())
                .filter(alarms -> Boolean.TRUE.equals(alarms.enable()));
        List<String> names = asked.map(DeploymentAlarms::alarmNames).orElse(List.of());
        List<String> firing = names.stream().filter(world::firing).toList();
        boolean ongoing = stored.finishedAt() == null && stored.rollback() == null;
        String state = ongoing ? "MONITORING" : "MONITORING_COMPLETE";
        boolean triggered = Optional.ofNullable(stored.statusReason())
                .filter(why -> why.startsWith(Rollouts.ALARMS))
                .isPresent();
        return ServiceDeploymentAlarms.builder()
                .status(asked.isEmpty() ? "DISABLED" : triggered ? "TRIGGERED" : state)
                .alarmNames(names)
                .triggeredAlarmNames(triggered ? firing : List.of())
                .build();
    }

    private static ServiceDeploymentCircuitBreaker breaker(ServiceState service) {
        DeploymentCircuitBreaker setting = service.configuration().deploymentCircuitBreaker();
        boolean on = setting != null && Boolean.TRUE.equals(setting.enable());
        DeploymentState primary = service.primary();
        boolean tripped =
                service.deployments.stream().anyMatch(d -> d.breaker.failures() >= Breaker.threshold(service.desired));
        String state = primary.completed() ? "MONITORING_COMPLETE" : "MONITORING";
        return ServiceDeploymentCircuitBreaker.builder()
                .status(!on ? "DISABLED" : tripped ? "TRIGGERED" : state)
                .failureCount(primary.breaker.failures())
                .threshold(Breaker.threshold(service.desired))
                .build();
    }

    private DescribeServiceRevisionsResponse revisions(DescribeServiceRevisionsRequest request) {
        EcsFaults.require(
                request.serviceRevisionArns().size() <= DESCRIBED, "serviceRevisionArns can have at most 20 items.");
        List<ServiceRevision> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : request.serviceRevisionArns()) {
            services.all().stream()
                    .flatMap(service -> service.revisions.stream())
                    .filter(revision -> revision.serviceRevisionArn().equals(arn))
                    .findFirst()
                    .ifPresentOrElse(found::add, () -> failures.add(missing(arn)));
        }
        return DescribeServiceRevisionsResponse.builder()
                .serviceRevisions(found)
                .failures(failures)
                .build();
    }

    private StopServiceDeploymentResponse stop(StopServiceDeploymentRequest request) {
        String arn = request.serviceDeploymentArn();
        ServiceState service = owner(arn)
                .orElseThrow(() ->
                        EcsFaults.of("ServiceDeploymentNotFoundException", "The service deployment was not found."));
        EcsFaults.require(
                request.stopType() == null || request.stopType() == StopServiceDeploymentStopType.ROLLBACK,
                "The stop type ABORT is not supported for this service deployment.");
        ServiceDeployment latest = History.latest(service);
        if (!latest.serviceDeploymentArn().equals(arn) || !STOPPABLE.contains(latest.status())) {
            throw EcsFaults.of("ConflictException", "The service deployment is not in a state that can be stopped.");
        }
        if (latest.status() == ServiceDeploymentStatus.IN_PROGRESS) {
            rollouts.stop(service);
            scheduler.step(service);
        }
        return StopServiceDeploymentResponse.builder().serviceDeploymentArn(arn).build();
    }

    private Optional<ServiceState> owner(String arn) {
        return services.all().stream()
                .filter(service -> service.history.stream()
                        .anyMatch(d -> d.serviceDeploymentArn().equals(arn)))
                .findFirst();
    }

    private Failure missing(String arn) {
        return Failure.builder()
                .arn(arn)
                .reason("MISSING")
                .detail("not in account " + account.id())
                .build();
    }
}
