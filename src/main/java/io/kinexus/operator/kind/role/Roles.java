package io.kinexus.operator.kind.role;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What a role is to us: its table, its calls, its permissions. Pure. */
final class Roles {
    static final KindName NAME = new KindName("role");

    /**
     * A thousand roles a page, twice: only the one listing has policies and tags, only the other has description and
     * session length.
     */
    static final Floor FLOOR = new Floor(1000, 0, 2);

    static final int DEFAULT_SESSION = 3600;
    static final String TRUST = "assumeRolePolicyDocument";
    static final String INLINE = "policyDocument";
    static final String ATTACHED = "policyArn";
    static final String TAGS = "tags";
    static final String BOUNDARY = "permissionsBoundary";
    private static final String AS_DECLARED = "as declared";

    private static final String OURS = "arn:aws:iam::${account}:role/kinexus/${environment}/*";

    static final Fields<RoleSpec, RoleLive> FIELDS = Fields.<RoleSpec, RoleLive>table()
            .row(text("path", spec -> spec.path(), RoleLive::path).effect(Effect.REPLACE))
            .row(text("description", RoleSpec::description, RoleLive::description))
            .row(Field.<RoleSpec, RoleLive, Integer>field(
                    "maxSessionDuration",
                    spec -> spec.maxSessionSeconds().orElse(DEFAULT_SESSION),
                    RoleLive::maxSessionSeconds))
            .row(text(TRUST, spec -> PolicyDocument.normal(spec.trustPolicy()), RoleLive::trustPolicy))
            .row(Field.<RoleSpec, RoleLive, Map<String, String>>field(
                            INLINE, Roles::documents, live -> new TreeMap<>(live.inlinePolicies()))
                    .showing(policies -> policies.isEmpty() ? "(none)" : policies.toString()))
            .row(Field.<RoleSpec, RoleLive, Set<String>>field(
                    ATTACHED,
                    spec -> new TreeSet<>(spec.managedPolicyArns()),
                    live -> new TreeSet<>(live.managedPolicyArns())))
            .row(text(
                    BOUNDARY, spec -> AS_DECLARED, live -> live.otherBoundary().orElse(AS_DECLARED)))
            .row(Field.<RoleSpec, RoleLive, Map<String, String>>field(TAGS, spec -> Map.of(), RoleLive::missingTags)
                    .showing(missing -> missing.isEmpty() ? AS_DECLARED : "without " + new TreeMap<>(missing)))
            .unmanaged("roleName", "its identity")
            .unmanaged("policyName", "compared with the documents, under policyDocument")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere(
                    "iam:GetAccountAuthorizationDetails", "the listing is of the account and has no resource"),
            Permission.anywhere("iam:ListRoles", "the listing is of the account and has no resource"),
            Permission.on("iam:GetRole", OURS),
            Permission.on("iam:CreateRole", OURS),
            Permission.on("iam:TagRole", OURS),
            Permission.on("iam:UpdateRole", OURS),
            Permission.on("iam:UpdateAssumeRolePolicy", OURS),
            Permission.on("iam:PutRolePermissionsBoundary", OURS),
            Permission.on("iam:PutRolePolicy", OURS),
            Permission.on("iam:DeleteRolePolicy", OURS),
            Permission.on("iam:AttachRolePolicy", OURS),
            Permission.on("iam:DetachRolePolicy", OURS),
            Permission.on("iam:DeleteRole", OURS));

    private Roles() {}

    private static Field<RoleSpec, RoleLive, String> text(
            String path, Function<RoleSpec, String> want, Function<RoleLive, String> have) {
        return Field.field(path, want, have);
    }

    private static Map<String, String> documents(RoleSpec spec) {
        Map<String, String> normal = new TreeMap<>();
        spec.inlinePolicies().forEach((name, text) -> normal.put(name, PolicyDocument.normal(text)));
        return normal;
    }
}
