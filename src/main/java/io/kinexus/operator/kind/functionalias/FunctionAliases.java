package io.kinexus.operator.kind.functionalias;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Map;
import java.util.Set;

/** What an alias is to us: its table, its calls, its permissions. Pure. */
final class FunctionAliases {
    static final KindName NAME = new KindName("function-alias");
    /** All aliases of one function a call. */
    static final Floor FLOOR = new Floor(0, 1);

    private static final String ANY = "arn:aws:lambda:${region}:${account}:function:*";
    private static final String NAMED = "arn:aws:lambda:${region}:${account}:function:${function}";

    static final Fields<FunctionAliasSpec, FunctionAliasLive> FIELDS =
            Fields.<FunctionAliasSpec, FunctionAliasLive>table()
                    .row(field("functionName", FunctionAliasSpec::function, FunctionAliasLive::function)
                            .effect(Effect.REPLACE))
                    .row(field("name", FunctionAliasSpec::name, FunctionAliasLive::name)
                            .effect(Effect.REPLACE))
                    .row(field("functionVersion", FunctionAliasSpec::version, FunctionAliasLive::version))
                    .row(field(
                            "routingConfig",
                            (FunctionAliasSpec spec) -> Map.<String, Double>of(),
                            FunctionAliasLive::weights))
                    .unmanaged("description", "holds our mark, since AWS has no tags for aliases")
                    .unmanaged("revisionId", "guards against writers at the same time; an alias has one writer")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("lambda:ListAliases", ANY).because("aliases are read, ours and those that are left over"),
            Permission.on("lambda:CreateAlias", NAMED),
            Permission.on("lambda:UpdateAlias", NAMED),
            Permission.on("lambda:DeleteAlias", ANY)
                    .because("an alias that is not declared any more may be of any function"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private FunctionAliases() {}

    /** The description that makes an alias ours. */
    static String mark(ResourceId id) {
        return "kinexus " + id;
    }

    static Map<String, String> outputs(FunctionAliasLive live) {
        return Map.of("arn", live.arn(), "name", live.name(), "version", live.version());
    }
}
