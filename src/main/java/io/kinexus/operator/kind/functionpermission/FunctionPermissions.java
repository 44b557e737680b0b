package io.kinexus.operator.kind.functionpermission;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Set;

/** What a permission is to us: its table, its calls, its permissions. Pure. */
final class FunctionPermissions {
    static final KindName NAME = new KindName("function-permission");
    /** One policy for each function or alias; each holds at least one statement. */
    static final Floor FLOOR = new Floor(0, 1);

    static final String ACTION = "lambda:InvokeFunction";
    /** Where our statements are when nothing declares them any more: at the one alias that we give a function. */
    static final String ALIAS = "live";

    private static final int LONGEST = 100;
    private static final String ANY = "arn:aws:lambda:${region}:${account}:function:*";
    private static final String NAMED = "arn:aws:lambda:${region}:${account}:function:${function}";
    private static final String NOT_A_SERVICE = "for callers that are not AWS's services; not declared";

    static final Fields<FunctionPermissionSpec, FunctionPermissionLive> FIELDS =
            Fields.<FunctionPermissionSpec, FunctionPermissionLive>table()
                    .row(field("functionName", FunctionPermissionSpec::function, FunctionPermissionLive::function)
                            .effect(Effect.REPLACE))
                    .row(field("qualifier", FunctionPermissionSpec::alias, FunctionPermissionLive::alias)
                            .effect(Effect.REPLACE))
                    .row(field("action", spec -> ACTION, FunctionPermissionLive::action))
                    .row(field("principal", FunctionPermissionSpec::principal, FunctionPermissionLive::principal))
                    .row(exact("sourceArn", FunctionPermissionSpec::sourceArn, FunctionPermissionLive::sourceArn))
                    .row(exact(
                            "sourceAccount",
                            FunctionPermissionSpec::sourceAccount,
                            FunctionPermissionLive::sourceAccount))
                    .row(field("statementId.conditions", spec -> "", FunctionPermissionLive::more))
                    .unmanaged("revisionId", "guards against writers at the same time; each statement has one writer")
                    .unmanaged("eventSourceToken", "for Alexa skills only")
                    .unmanaged("principalOrgID", NOT_A_SERVICE)
                    .unmanaged("functionUrlAuthType", NOT_A_SERVICE)
                    .unmanaged("invokedViaFunctionUrl", NOT_A_SERVICE)
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("lambda:GetPolicy", ANY).because("policies are read, ours and those that are left over"),
            Permission.on("lambda:AddPermission", NAMED, NAMED + ":*"),
            Permission.on("lambda:RemovePermission", ANY)
                    .because("a statement that is not declared any more may be on any function"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private FunctionPermissions() {}

    /** {@code kinexus_<environment>_<name>}: AWS has no tags for statements, so their id is what makes them ours. */
    static String statementId(ResourceId id) {
        return Names.cut((prefix(id.environment()) + id.name()).replaceAll("[^A-Za-z0-9_-]", "-"), LONGEST);
    }

    static String prefix(String environment) {
        return "kinexus_" + environment + "_";
    }
}
