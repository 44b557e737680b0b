package io.kinexus.operator.sandbox.elasticache;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceResponse;

/**
 * ElastiCache, and what the other services ask of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class ElastiCacheSandbox implements SandboxService {
    private Optional<Caches> caches = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        Caches all = new Caches(account);
        caches = Optional.of(all);
        NewGroup fresh = new NewGroup(all);
        Descriptions descriptions = new Descriptions(all);
        new CacheSubnets(all).install(handlers);
        new CacheVersions(all).install(handlers);
        new Groups(all, fresh, descriptions).install(handlers);
        new GroupChanges(all, fresh, descriptions).install(handlers);
        handlers.on(ListTagsForResourceRequest.class, this::listTags);
        handlers.on(AddTagsToResourceRequest.class, this::addTags);
        handlers.on(RemoveTagsFromResourceRequest.class, this::removeTags);
    }

    @Override
    public Object state() {
        return Map.of(
                "replicationGroups",
                caches().groups.values().stream()
                        .map(one -> Map.of(
                                "id",
                                one.id,
                                "status",
                                one.status,
                                "engine",
                                one.engine + " " + one.version,
                                "nodeType",
                                one.nodeType,
                                "members",
                                one.members()))
                        .toList(),
                "subnetGroups",
                List.copyOf(caches().subnetGroups.keySet()),
                "snapshots",
                List.copyOf(caches().snapshots.keySet()));
    }

    /** Every node as it is described now: for the metrics that they emit. */
    public List<CacheCluster> nodes() {
        Descriptions descriptions = new Descriptions(caches());
        return caches().groups.values().stream()
                .flatMap(one -> descriptions.members(one, true).stream())
                .toList();
    }

    private ListTagsForResourceResponse listTags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tagList(caches().tags(Caches.required(request.resourceName(), "ResourceName")))
                .build();
    }

    private AddTagsToResourceResponse addTags(AddTagsToResourceRequest request) {
        String arn = Caches.required(request.resourceName(), "ResourceName");
        caches().tags().put(arn, Caches.tags(request.tags()));
        return AddTagsToResourceResponse.builder().tagList(caches().tags(arn)).build();
    }

    private RemoveTagsFromResourceResponse removeTags(RemoveTagsFromResourceRequest request) {
        String arn = Caches.required(request.resourceName(), "ResourceName");
        caches().tags().remove(arn, request.tagKeys());
        return RemoveTagsFromResourceResponse.builder()
                .tagList(caches().tags(arn))
                .build();
    }

    private Caches caches() {
        return caches.orElseThrow();
    }
}
