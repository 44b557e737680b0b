package io.kinexus.operator.kind.cachesubnetgroup;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a cache subnet group is to us. Pure. */
final class CacheSubnetGroups {
    static final KindName NAME = new KindName("cache-subnet-group");
    /** A hundred a page; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String ANY = "arn:aws:elasticache:${region}:${account}:subnetgroup:*";
    private static final String NAMED = "arn:aws:elasticache:${region}:${account}:subnetgroup:${name}";

    static final Fields<CacheSubnetGroupSpec, CacheSubnetGroupLive> FIELDS =
            Fields.<CacheSubnetGroupSpec, CacheSubnetGroupLive>table()
                    .row(field(
                            "cacheSubnetGroupDescription",
                            CacheSubnetGroupSpec::description,
                            CacheSubnetGroupLive::description))
                    .row(Field.<CacheSubnetGroupSpec, CacheSubnetGroupLive, List<String>>field(
                                    "subnetIds", CacheSubnetGroupSpec::subnetIds, CacheSubnetGroupLive::subnetIds)
                            .matching(Match.unordered()))
                    .unmanaged("cacheSubnetGroupName", "its identity")
                    .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("elasticache:DescribeCacheSubnetGroups", ANY)
                    .because("groups are listed, ours and those that are left over"),
            Permission.on("elasticache:CreateCacheSubnetGroup", NAMED),
            Permission.on("elasticache:ModifyCacheSubnetGroup", NAMED),
            Ownership.only(Permission.on("elasticache:DeleteCacheSubnetGroup", ANY)),
            Permission.on("elasticache:AddTagsToResource", NAMED),
            Permission.on("elasticache:ListTagsForResource", NAMED),
            Permission.anywhere("ec2:DescribeSubnets", "describing has no resource-level permissions"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private CacheSubnetGroups() {}

    static Map<String, String> outputs(CacheSubnetGroupLive live) {
        return Map.of("name", live.name(), "arn", live.arn());
    }
}
