package io.kinexus.operator.kind.dbparametergroup;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a DB parameter group is to us. Pure. */
final class DbParameterGroups {
    static final KindName NAME = new KindName("db-parameter-group");
    /** A hundred a page, and what each says, since no listing has that; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(100, 1);

    private static final String ANY = "arn:aws:rds:${region}:${account}:pg:*";
    private static final String NAMED = "arn:aws:rds:${region}:${account}:pg:${name}";

    static final Fields<DbParameterGroupSpec, DbParameterGroupLive> FIELDS =
            Fields.<DbParameterGroupSpec, DbParameterGroupLive>table()
                    .row(Field.<DbParameterGroupSpec, DbParameterGroupLive, String>field(
                                    "dBParameterGroupFamily",
                                    DbParameterGroupSpec::family,
                                    DbParameterGroupLive::family)
                            .effect(Effect.REPLACE))
                    .row(Field.<DbParameterGroupSpec, DbParameterGroupLive, Map<String, String>>field(
                                    "parameters", DbParameterGroupSpec::parameters, DbParameterGroupLive::parameters)
                            .showing(values -> new TreeMap<>(values).toString()))
                    .unmanaged("dBParameterGroupName", "its identity")
                    .unmanaged("description", "written once; AWS does not change it, and nothing depends on it")
                    .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("rds:DescribeDBParameterGroups", ANY)
                    .because("groups are listed, ours and those that are left over"),
            Permission.on("rds:DescribeDBParameters", NAMED),
            Permission.anywhere(
                    "rds:DescribeEngineDefaultParameters", "what engines offer is no resource of the account"),
            Permission.on("rds:CreateDBParameterGroup", NAMED),
            Permission.on("rds:ModifyDBParameterGroup", NAMED),
            Permission.on("rds:ResetDBParameterGroup", NAMED),
            Ownership.only(Permission.on("rds:DeleteDBParameterGroup", ANY)),
            Permission.on("rds:AddTagsToResource", NAMED),
            Permission.on("rds:ListTagsForResource", NAMED),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private DbParameterGroups() {}

    static Map<String, String> outputs(DbParameterGroupLive live) {
        return Map.of("name", live.name(), "arn", live.arn());
    }
}
