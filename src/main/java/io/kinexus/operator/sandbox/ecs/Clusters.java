package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;

/**
 * Clusters.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html">CreateCluster</a>
 */
final class Clusters {
    private static final int PAGE = 100;
    private static final String ACTIVE = "ACTIVE";
    private static final Set<String> FARGATE = Set.of("FARGATE", "FARGATE_SPOT");
    private static final Set<String> INSIGHTS = Set.of("enabled", "enhanced", "disabled");

    /** What runs in a cluster, counted when it is described. */
    interface Census {
        int services(String cluster);

        int running(String cluster);

        int pending(String cluster);
    }

    private final Account account;
    private final Census census;
    private final Map<String, Cluster> clusters = new TreeMap<>();

    Clusters(Account account, Census census) {
        this.account = account;
        this.census = census;
    }

    void install(Handlers handlers) {
        handlers.on(CreateClusterRequest.class, this::create);
        handlers.on(DescribeClustersRequest.class, this::describe);
        handlers.on(ListClustersRequest.class, this::list);
        handlers.on(DeleteClusterRequest.class, this::delete);
        handlers.on(UpdateClusterRequest.class, this::update);
        handlers.on(UpdateClusterSettingsRequest.class, this::settings);
        handlers.on(PutClusterCapacityProvidersRequest.class, this::capacity);
        handlers.on(DescribeCapacityProvidersRequest.class, this::providers);
    }

    /** @param nameOrArn null is the cluster called default */
    Cluster active(@Nullable String nameOrArn) {
        Cluster cluster = find(nameOrArn).orElseThrow(EcsFaults::noCluster);
        if (!ACTIVE.equals(cluster.status())) {
            throw EcsFaults.of("ClusterNotFoundException", "The referenced cluster was inactive.");
        }
        return cluster;
    }

    Optional<Cluster> find(@Nullable String nameOrArn) {
        return Optional.ofNullable(clusters.get(name(nameOrArn)));
    }

    boolean knows(String arn) {
        return clusters.values().stream().anyMatch(c -> c.clusterArn().equals(arn));
    }

    List<Cluster> all() {
        return List.copyOf(clusters.values());
    }

    private static String name(@Nullable String nameOrArn) {
        return nameOrArn == null ? "default" : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private CreateClusterResponse create(CreateClusterRequest request) {
        String name = request.clusterName() == null ? "default" : request.clusterName();
        EcsFaults.require(name.matches("[a-zA-Z0-9_-]{1,255}"), "Invalid cluster name: " + name);
        Cluster known = clusters.get(name);
        if (known != null && ACTIVE.equals(known.status())) {
            return CreateClusterResponse.builder().cluster(counted(known, null)).build();
        }
        checkCapacity(request.capacityProviders(), request.defaultCapacityProviderStrategy());
        String arn = account.arn("ecs", "cluster/" + name);
        Cluster cluster = Cluster.builder()
                .clusterName(name)
                .clusterArn(arn)
                .status(ACTIVE)
                .settings(checked(request.settings()))
                .configuration(request.configuration())
                .capacityProviders(List.copyOf(request.capacityProviders()))
                .defaultCapacityProviderStrategy(filled(request.defaultCapacityProviderStrategy()))
                .registeredContainerInstancesCount(0)
                .build();
        clusters.put(name, cluster);
        EcsTags.put(account, arn, request.tags());
        return CreateClusterResponse.builder().cluster(counted(cluster, null)).build();
    }

    private DescribeClustersResponse describe(DescribeClustersRequest request) {
        EcsFaults.require(request.clusters().size() <= PAGE, "clusters can have at most 100 items.");
        List<String> asked = request.clusters().isEmpty() ? List.of("default") : request.clusters();
        List<Cluster> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String one : asked) {
            find(one)
                    .ifPresentOrElse(
                            cluster -> found.add(counted(cluster, request.include())),
                            () -> failures.add(Failure.builder()
                                    .arn(account.arn("ecs", "cluster/" + name(one)))
                                    .reason("MISSING")
                                    .build()));
        }
        return DescribeClustersResponse.builder()
                .clusters(found)
                .failures(failures)
                .build();
    }

    private ListClustersResponse list(ListClustersRequest request) {
        List<String> arns = clusters.values().stream()
                .filter(c -> ACTIVE.equals(c.status()))
                .map(Cluster::clusterArn)
                .toList();
        Pages.Page<String> page = Pages.of(arns, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListClustersResponse.builder()
                .clusterArns(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteClusterResponse delete(DeleteClusterRequest request) {
        Cluster cluster = find(request.cluster()).orElseThrow(EcsFaults::noCluster);
        String name = cluster.clusterName();
        if (census.services(name) > 0) {
            throw EcsFaults.of(
                    "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
        }
        if (census.running(name) + census.pending(name) > 0) {
            throw EcsFaults.of(
                    "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
        }
        Cluster gone = cluster.toBuilder().status("INACTIVE").build();
        clusters.put(name, gone);
        account.service(TagStore.class).forget(cluster.clusterArn());
        return DeleteClusterResponse.builder().cluster(gone).build();
    }

    private UpdateClusterResponse update(UpdateClusterRequest request) {
        Cluster.Builder changed = active(request.cluster()).toBuilder();
        if (request.hasSettings()) {
            changed.settings(checked(request.settings()));
        }
        if (request.configuration() != null) {
            changed.configuration(request.configuration());
        }
        return UpdateClusterResponse.builder().cluster(store(changed)).build();
    }

    private UpdateClusterSettingsResponse settings(UpdateClusterSettingsRequest request) {
        EcsFaults.require(!request.settings().isEmpty(), "settings can not be empty.");
        Cluster.Builder changed = active(request.cluster()).toBuilder().settings(checked(request.settings()));
        return UpdateClusterSettingsResponse.builder().cluster(store(changed)).build();
    }

    private PutClusterCapacityProvidersResponse capacity(PutClusterCapacityProvidersRequest request) {
        checkCapacity(request.capacityProviders(), request.defaultCapacityProviderStrategy());
        Cluster.Builder changed = active(request.cluster()).toBuilder()
                .capacityProviders(request.capacityProviders())
                .defaultCapacityProviderStrategy(filled(request.defaultCapacityProviderStrategy()));
        return PutClusterCapacityProvidersResponse.builder()
                .cluster(store(changed))
                .build();
    }

    private DescribeCapacityProvidersResponse providers(DescribeCapacityProvidersRequest request) {
        return DescribeCapacityProvidersResponse.builder()
                .capacityProviders(FARGATE.stream()
                        .sorted()
                        .filter(name -> !request.hasCapacityProviders()
                                || request.capacityProviders().contains(name))
                        .map(name -> CapacityProvider.builder()
                                .name(name)
                                .capacityProviderArn(account.arn("ecs", "capacity-provider/" + name))
                                .status(ACTIVE)
                                .build())
                        .toList())
                .build();
    }

    private Cluster store(Cluster.Builder changed) {
        Cluster cluster = changed.build();
        clusters.put(cluster.clusterName(), cluster);
        return counted(cluster, List.of(ClusterField.SETTINGS, ClusterField.TAGS));
    }

    /** @param include null shows all, as the answers to writes do */
    private Cluster counted(Cluster cluster, @Nullable List<ClusterField> include) {
        Cluster.Builder shown = cluster.toBuilder()
                .activeServicesCount(census.services(cluster.clusterName()))
                .runningTasksCount(census.running(cluster.clusterName()))
                .pendingTasksCount(census.pending(cluster.clusterName()))
                .statistics(List.of())
                .tags(List.of());
        if (include == null || include.contains(ClusterField.TAGS)) {
            shown.tags(EcsTags.of(account, cluster.clusterArn()));
        }
        if (include != null && !include.contains(ClusterField.SETTINGS)) {
            shown.settings(List.of());
        }
        return shown.build();
    }

    private static List<ClusterSetting> checked(List<ClusterSetting> settings) {
        for (ClusterSetting setting : settings) {
            EcsFaults.require(
                    "containerInsights".equals(setting.nameAsString()) && INSIGHTS.contains(setting.value()),
                    "Invalid cluster setting: " + setting.nameAsString() + "=" + setting.value());
        }
        return settings.isEmpty()
                ? List.of(ClusterSetting.builder()
                        .name("containerInsights")
                        .value("disabled")
                        .build())
                : settings;
    }

    private static void checkCapacity(List<String> providers, List<CapacityProviderStrategyItem> strategy) {
        for (String provider : providers) {
            EcsFaults.require(
                    FARGATE.contains(provider), "The specified capacity provider '" + provider + "' was not found.");
        }
        for (CapacityProviderStrategyItem item : strategy) {
            EcsFaults.require(
                    providers.contains(item.capacityProvider()),
                    "The specified capacity provider strategy cannot contain a capacity provider that is not"
                            + " associated with the cluster. Associate the capacity provider with the cluster and try"
                            + " again.");
        }
        checkBases(strategy);
    }

    static void checkBases(List<CapacityProviderStrategyItem> strategy) {
        long bases = strategy.stream()
                .filter(item -> item.base() != null && item.base() > 0)
                .count();
        EcsFaults.require(
                bases <= 1, "A capacity provider strategy can have only one capacity provider with a base defined.");
    }

    /** AWS shows weight and base as 0 where none was given. */
    static List<CapacityProviderStrategyItem> filled(List<CapacityProviderStrategyItem> strategy) {
        return strategy.stream()
                .map(item -> item.toBuilder()
                        .weight(item.weight() == null ? 0 : item.weight())
                        .base(item.base() == null ? 0 : item.base())
                        .build())
                .toList();
    }
}
