package io.kinexus.operator.kind.cluster;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * The calls.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html">DescribeClusters</a>
 */
final class ClusterAws {
    private static final int BATCH = 100;
    private static final Duration DRAINS = Duration.ofSeconds(15);
    private static final String INSIGHTS = "containerInsights";

    private ClusterAws() {}

    static Map<ResourceId, Observation<ClusterLive>> observe(Scope scope, Collection<Declared<ClusterSpec>> wanted) {
        return Sweep.inBatches(scope, wanted, BATCH, batch -> {
            Map<String, Cluster> live =
                    describe(scope, batch.stream().map(ClusterAws::reference).toList());
            Map<ResourceId, Observation<ClusterLive>> seen = new LinkedHashMap<>();
            for (Declared<ClusterSpec> one : batch) {
                Cluster cluster = live.get(name(reference(one)));
                if (cluster != null) {
                    boolean ours = one.existing().isEmpty() && Ownership.ours(one.id(), tags(cluster));
                    seen.put(one.id(), new Observation.Present<>(read(cluster), settled(cluster), ours));
                }
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<ClusterLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<String, ResourceId> left = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Clusters.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.forEach(arn -> left.put(arn, id));
            }
        });
        Map<ResourceId, Observation<ClusterLive>> surplus = new LinkedHashMap<>();
        for (List<String> batch : Sweep.batches(new ArrayList<>(left.keySet()), BATCH)) {
            describe(scope, batch)
                    .values()
                    .forEach(cluster -> surplus.put(
                            left.get(cluster.clusterArn()),
                            new Observation.Present<>(read(cluster), settled(cluster), true)));
        }
        return surplus;
    }

    /** A name that is already there comes back as it is: the next look says whose it is. */
    static Outcome create(Scope scope, Declared<ClusterSpec> wanted, Attempt attempt) {
        ClusterSpec spec = wanted.spec();
        List<Tag> tags = Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(EcsClient.class).createCluster(r -> {
                    r.clusterName(spec.name())
                            .tags(tags)
                            .capacityProviders(Clusters.providers(spec))
                            .defaultCapacityProviderStrategy(strategy(spec));
                    spec.containerInsights().ifPresent(value -> r.settings(insights(value)));
                });
            } catch (SdkException failure) {
                // The account's first cluster makes ECS's service-linked role, and may come before it.
                if (AwsFailures.text(failure).contains("Unable to assume the service linked role")) {
                    return AwsFailures.spreading(failure, attempt);
                }
                throw failure;
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope, Declared<ClusterSpec> wanted, ClusterLive live, List<FieldChange> changes, Attempt attempt) {
        ClusterSpec spec = wanted.spec();
        EcsClient ecs = scope.client(EcsClient.class);
        boolean settings = changes.stream().anyMatch(change -> change.path().equals(Clusters.INSIGHTS));
        boolean capacity = changes.stream().anyMatch(change -> !change.path().equals(Clusters.INSIGHTS));
        return AwsFailures.attempt(() -> {
            if (settings) {
                spec.containerInsights()
                        .ifPresent(value -> ecs.updateClusterSettings(
                                r -> r.cluster(live.arn()).settings(insights(value))));
            }
            if (capacity) {
                ecs.putClusterCapacityProviders(r -> r.cluster(live.arn())
                        .capacityProviders(Clusters.providers(spec))
                        .defaultCapacityProviderStrategy(strategy(spec)));
            }
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, ClusterLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(EcsClient.class).deleteCluster(r -> r.cluster(live.arn()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "ClusterContainsServicesException", "ClusterContainsTasksException")) {
                    return Outcome.waiting("services and tasks in cluster " + live.name() + " to end", DRAINS);
                }
                if (!AwsFailures.is(failure, "ClusterNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static ClusterSetting insights(String value) {
        return ClusterSetting.builder().name(INSIGHTS).value(value).build();
    }

    private static List<CapacityProviderStrategyItem> strategy(ClusterSpec spec) {
        return spec.capacity().stream()
                .map(share -> CapacityProviderStrategyItem.builder()
                        .capacityProvider(share.provider())
                        .weight(share.weight())
                        .base(share.base())
                        .build())
                .toList();
    }

    /** By name; deleted ones, which AWS shows as INACTIVE for a while, are left out. */
    private static Map<String, Cluster> describe(Scope scope, List<String> references) {
        Map<String, Cluster> byName = new HashMap<>();
        scope
                .client(EcsClient.class)
                .describeClusters(r -> r.clusters(references).include(ClusterField.SETTINGS, ClusterField.TAGS))
                .clusters()
                .stream()
                .filter(cluster -> !"INACTIVE".equals(cluster.status()))
                .forEach(cluster -> byName.put(cluster.clusterName(), cluster));
        return byName;
    }

    private static String reference(Declared<ClusterSpec> one) {
        return one.existing().orElseGet(() -> one.spec().name());
    }

    private static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private static boolean settled(Cluster cluster) {
        return "ACTIVE".equals(cluster.status());
    }

    private static Map<String, String> tags(Cluster cluster) {
        Map<String, String> tags = new HashMap<>();
        cluster.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    private static ClusterLive read(Cluster cluster) {
        String insights = cluster.settings().stream()
                .filter(setting -> INSIGHTS.equals(setting.nameAsString()))
                .map(ClusterSetting::value)
                .findFirst()
                .orElse("disabled");
        return new ClusterLive(
                cluster.clusterArn(),
                cluster.clusterName(),
                insights,
                Set.copyOf(cluster.capacityProviders()),
                cluster.defaultCapacityProviderStrategy().stream()
                        .map(item -> new ClusterSpec.Share(
                                item.capacityProvider(), number(item.weight()), number(item.base())))
                        .toList());
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
