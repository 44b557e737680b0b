package io.kinexus.operator.sandbox.elasticache;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.NetworkType;
import software.amazon.awssdk.services.elasticache.model.Subnet;

/**
 * Cache subnet groups: subnets of one VPC, one is enough.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html">CreateCacheSubnetGroup</a>
 */
final class CacheSubnets {
    private final Caches caches;

    CacheSubnets(Caches caches) {
        this.caches = caches;
    }

    void install(Handlers handlers) {
        handlers.on(CreateCacheSubnetGroupRequest.class, this::create);
        handlers.on(DescribeCacheSubnetGroupsRequest.class, this::describe);
        handlers.on(ModifyCacheSubnetGroupRequest.class, this::modify);
        handlers.on(DeleteCacheSubnetGroupRequest.class, this::delete);
    }

    private CreateCacheSubnetGroupResponse create(CreateCacheSubnetGroupRequest request) {
        String name = Caches.lower(Caches.required(request.cacheSubnetGroupName(), "CacheSubnetGroupName"));
        Caches.required(request.cacheSubnetGroupDescription(), "CacheSubnetGroupDescription");
        if (!name.matches("[a-z0-9-]{1,255}")) {
            throw Caches.value("The parameter CacheSubnetGroupName must be only ASCII letters, digits and hyphens.");
        }
        if (caches.subnetGroups.containsKey(name)) {
            throw AwsFault.badRequest(
                    "CacheSubnetGroupAlreadyExists", "Cache subnet group " + name + " already exists.");
        }
        CacheSubnetGroup group = filled(
                        CacheSubnetGroup.builder()
                                .cacheSubnetGroupName(name)
                                .cacheSubnetGroupDescription(request.cacheSubnetGroupDescription())
                                .arn(caches.arn("subnetgroup", name))
                                .supportedNetworkTypes(NetworkType.IPV4),
                        request.subnetIds())
                .build();
        caches.subnetGroups.put(name, group);
        caches.tags().put(group.arn(), Caches.tags(request.tags()));
        return CreateCacheSubnetGroupResponse.builder().cacheSubnetGroup(group).build();
    }

    private CacheSubnetGroup.Builder filled(CacheSubnetGroup.Builder group, List<String> ids) {
        List<Subnet> subnets = new ArrayList<>();
        List<String> vpcs = new ArrayList<>();
        for (String id : ids) {
            software.amazon.awssdk.services.ec2.model.Subnet real = caches.ec2()
                    .subnet(id)
                    .orElseThrow(() ->
                            AwsFault.badRequest("InvalidSubnet", "Some input subnets in :[" + id + "] are invalid."));
            vpcs.add(real.vpcId());
            subnets.add(Subnet.builder()
                    .subnetIdentifier(id)
                    .subnetAvailabilityZone(AvailabilityZone.builder()
                            .name(real.availabilityZone())
                            .build())
                    .supportedNetworkTypes(NetworkType.IPV4)
                    .build());
        }
        if (vpcs.stream().distinct().count() != 1) {
            throw AwsFault.badRequest("InvalidSubnet", "Subnets are not all in the same VPC.");
        }
        return group.vpcId(vpcs.get(0)).subnets(subnets);
    }

    private DescribeCacheSubnetGroupsResponse describe(DescribeCacheSubnetGroupsRequest request) {
        List<CacheSubnetGroup> found = request.cacheSubnetGroupName() == null
                ? List.copyOf(caches.subnetGroups.values())
                : List.of(caches.subnetGroup(request.cacheSubnetGroupName()));
        Pages.Page<CacheSubnetGroup> page = Caches.page(found, request.maxRecords(), request.marker());
        return DescribeCacheSubnetGroupsResponse.builder()
                .cacheSubnetGroups(page.items())
                .marker(page.next())
                .build();
    }

    private ModifyCacheSubnetGroupResponse modify(ModifyCacheSubnetGroupRequest request) {
        CacheSubnetGroup before = caches.subnetGroup(request.cacheSubnetGroupName());
        CacheSubnetGroup.Builder changed = before.toBuilder();
        if (request.cacheSubnetGroupDescription() != null) {
            changed.cacheSubnetGroupDescription(request.cacheSubnetGroupDescription());
        }
        if (request.hasSubnetIds()) {
            filled(changed, request.subnetIds());
        }
        CacheSubnetGroup after = changed.build();
        caches.subnetGroups.put(after.cacheSubnetGroupName(), after);
        return ModifyCacheSubnetGroupResponse.builder().cacheSubnetGroup(after).build();
    }

    private DeleteCacheSubnetGroupResponse delete(DeleteCacheSubnetGroupRequest request) {
        CacheSubnetGroup group = caches.subnetGroup(request.cacheSubnetGroupName());
        if (caches.groups.values().stream().anyMatch(one -> one.subnetGroup.equals(group.cacheSubnetGroupName()))) {
            throw AwsFault.badRequest(
                    "CacheSubnetGroupInUse",
                    "Cache subnet group " + group.cacheSubnetGroupName() + " is currently in use by a cache cluster.");
        }
        caches.subnetGroups.remove(group.cacheSubnetGroupName());
        caches.tags().forget(group.arn());
        return DeleteCacheSubnetGroupResponse.builder().build();
    }
}
