package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/**
 * Services: create, update, delete, describe, list.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html">UpdateService</a>
 */
final class Services {
    private static final int DESCRIBED = 10;
    private static final int LISTED = 10;
    private static final int MOST_LISTED = 100;

    private final Account account;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final ServiceRules rules;
    private final ServiceSettings settings;
    private final ServiceViews views;
    private final Rollouts rollouts;
    private final Scheduler scheduler;
    /** By ARN. */
    private final Map<String, ServiceState> services = new LinkedHashMap<>();

    Services(
            Account account,
            Clusters clusters,
            TaskDefinitions definitions,
            ServiceRules rules,
            Rollouts rollouts,
            Scheduler scheduler) {
        this.account = account;
        this.clusters = clusters;
        this.definitions = definitions;
        this.rules = rules;
        this.settings = new ServiceSettings(account);
        this.views = new ServiceViews(account);
        this.rollouts = rollouts;
        this.scheduler = scheduler;
    }

    void install(Handlers handlers) {
        handlers.on(CreateServiceRequest.class, this::create);
        handlers.on(UpdateServiceRequest.class, this::update);
        handlers.failsLater(
                CreateServiceRequest.class,
                CreateServiceResponse.class,
                (asked, answer) -> fail(answer.service().serviceArn()));
        handlers.failsLater(
                UpdateServiceRequest.class,
                UpdateServiceResponse.class,
                (asked, answer) -> fail(answer.service().serviceArn()));
        handlers.on(DeleteServiceRequest.class, this::delete);
        handlers.on(DescribeServicesRequest.class, this::describe);
        handlers.on(ListServicesRequest.class, this::list);
    }

    List<ServiceState> all() {
        return List.copyOf(services.values());
    }

    boolean knows(String arn) {
        return services.containsKey(arn);
    }

    Optional<ServiceState> find(@Nullable String cluster, @Nullable String nameOrArn) {
        String name = nameOrArn == null ? "" : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
        return clusters.find(cluster).map(c -> services.get(arn(c, name)));
    }

    private String arn(Cluster cluster, String name) {
        return account.arn("ecs", "service/" + cluster.clusterName() + "/" + name);
    }

    private CreateServiceResponse create(CreateServiceRequest request) {
        Cluster cluster = clusters.active(request.cluster());
        TaskDefinition definition = definitions.active(request.taskDefinition());
        rules.check(request, definition, cluster);
        ServiceState before = services.get(arn(cluster, request.serviceName()));
        if (before != null && before.active()) {
            return again(request, before);
        }
        EcsFaults.require(before == null || !before.draining(), "Unable to Start a service that is still Draining.");
        Service settled = settings.initial(request, cluster, arn(cluster, request.serviceName()));
        ServiceState service = new ServiceState(
                settled, Optional.ofNullable(request.clientToken()), request.desiredCount(), account.now());
        services.put(service.arn, service);
        EcsTags.put(account, service.arn, request.tags());
        rollouts.deploy(service, settings.revision(settled, definition));
        scheduler.step(service);
        return CreateServiceResponse.builder()
                .service(views.show(service, true))
                .build();
    }

    private CreateServiceResponse again(CreateServiceRequest request, ServiceState before) {
        boolean same = request.clientToken() != null
                && before.clientToken.filter(request.clientToken()::equals).isPresent();
        EcsFaults.require(same, "Creation of service was not idempotent.");
        return CreateServiceResponse.builder().service(views.show(before, true)).build();
    }

    private UpdateServiceResponse update(UpdateServiceRequest request) {
        Cluster cluster = clusters.active(request.cluster());
        ServiceState service = find(request.cluster(), request.service()).orElseThrow(EcsFaults::noService);
        if (!service.active()) {
            throw EcsFaults.inactiveService();
        }
        ServiceRevision running = service.primary().revision;
        TaskDefinition definition = request.taskDefinition() == null
                ? definitions.find(running.taskDefinition()).orElseThrow()
                : definitions.active(request.taskDefinition());
        Service changed = settings.changed(service.settings, request);
        rules.checkCount(request.desiredCount());
        rules.checkStrategy(changed.capacityProviderStrategy(), cluster);
        rules.checkNetwork(changed.networkConfiguration(), definition);
        if (request.hasLoadBalancers() || request.taskDefinition() != null) {
            rules.checkLoadBalancers(changed.loadBalancers(), definition);
        }
        rules.checkConfiguration(changed.deploymentConfiguration(), changed.availabilityZoneRebalancing());
        rules.checkShift(request, changed, service.settings);
        service.settings = changed;
        if (request.desiredCount() != null) {
            service.desired = request.desiredCount();
        }
        ServiceRevision next = settings.revision(changed, definition);
        if (Boolean.TRUE.equals(request.forceNewDeployment()) || !ServiceSettings.same(running, next)) {
            rollouts.deploy(service, next);
        }
        scheduler.step(service);
        return UpdateServiceResponse.builder()
                .service(views.show(service, true))
                .build();
    }

    private void fail(String arn) {
        Optional.ofNullable(services.get(arn)).filter(ServiceState::active).ifPresent(service -> {
            rollouts.failTasks(service);
            scheduler.step(service);
        });
    }

    private DeleteServiceResponse delete(DeleteServiceRequest request) {
        clusters.active(request.cluster());
        ServiceState service = find(request.cluster(), request.service()).orElseThrow(EcsFaults::noService);
        if (!service.active() && !service.draining()) {
            throw EcsFaults.noService();
        }
        EcsFaults.require(
                service.desired == 0 || Boolean.TRUE.equals(request.force()),
                "The service cannot be stopped while it is scaled above 0.");
        service.desired = 0;
        service.status("DRAINING");
        service.shift = Optional.empty();
        account.service(TagStore.class).forget(service.arn);
        service.history.clear();
        service.revisions.clear();
        scheduler.step(service);
        return DeleteServiceResponse.builder()
                .service(views.show(service, false))
                .build();
    }

    private DescribeServicesResponse describe(DescribeServicesRequest request) {
        clusters.active(request.cluster());
        EcsFaults.require(!request.services().isEmpty(), "Services cannot be empty.");
        EcsFaults.require(request.services().size() <= DESCRIBED, "services can have at most 10 items.");
        boolean tags = request.include().contains(ServiceField.TAGS);
        List<Service> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String one : request.services()) {
            find(request.cluster(), one)
                    .ifPresentOrElse(
                            service -> found.add(views.show(service, tags)),
                            () -> failures.add(missing(request.cluster(), one)));
        }
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(failures)
                .build();
    }

    private Failure missing(@Nullable String cluster, String one) {
        String name = one.substring(one.lastIndexOf('/') + 1);
        return Failure.builder()
                .arn(arn(clusters.active(cluster), name))
                .reason("MISSING")
                .build();
    }

    private ListServicesResponse list(ListServicesRequest request) {
        Cluster cluster = clusters.active(request.cluster());
        List<String> arns = services.values().stream()
                .filter(s -> s.cluster.equals(cluster.clusterName()))
                .filter(s -> s.active() || s.draining())
                .filter(s -> request.launchType() == null
                        || request.launchType() == s.primary().revision.launchType())
                .filter(s -> request.schedulingStrategy() == null
                        || request.schedulingStrategy() == s.settings.schedulingStrategy())
                .map(s -> s.arn)
                .toList();
        Pages.Page<String> page = Pages.of(arns, request.maxResults(), LISTED, MOST_LISTED, request.nextToken());
        return ListServicesResponse.builder()
                .serviceArns(page.items())
                .nextToken(page.next())
                .build();
    }
}
