package io.kinexus.operator.kind.dbsubnetgroup;

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

/** What a DB subnet group is to us. Pure. */
final class DbSubnetGroups {
    static final KindName NAME = new KindName("db-subnet-group");
    /** A hundred a page; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String ANY = "arn:aws:rds:${region}:${account}:subgrp:*";
    private static final String NAMED = "arn:aws:rds:${region}:${account}:subgrp:${name}";

    static final Fields<DbSubnetGroupSpec, DbSubnetGroupLive> FIELDS =
            Fields.<DbSubnetGroupSpec, DbSubnetGroupLive>table()
                    .row(field(
                            "dBSubnetGroupDescription", DbSubnetGroupSpec::description, DbSubnetGroupLive::description))
                    .row(Field.<DbSubnetGroupSpec, DbSubnetGroupLive, List<String>>field(
                                    "subnetIds", DbSubnetGroupSpec::subnetIds, DbSubnetGroupLive::subnetIds)
                            .matching(Match.unordered()))
                    .unmanaged("dBSubnetGroupName", "its identity")
                    .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("rds:DescribeDBSubnetGroups", ANY)
                    .because("groups are listed, ours and those that are left over"),
            Permission.on("rds:CreateDBSubnetGroup", NAMED),
            Permission.on("rds:ModifyDBSubnetGroup", NAMED),
            Ownership.only(Permission.on("rds:DeleteDBSubnetGroup", ANY)),
            Permission.on("rds:AddTagsToResource", NAMED),
            Permission.on("rds:ListTagsForResource", NAMED),
            Permission.anywhere("ec2:DescribeSubnets", "describing has no resource-level permissions"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private DbSubnetGroups() {}

    static Map<String, String> outputs(DbSubnetGroupLive live) {
        return Map.of("name", live.name(), "arn", live.arn());
    }
}
