package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/**
 * Roles themselves: made, read, changed, tagged, deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html">CreateRole</a>
 */
final class RoleCalls {
    static final int PAGE = 100;
    static final int MOST = 1000;
    private static final int TRUST_SIZE = 2048;

    private final Account account;
    private final Map<String, Role> roles = new TreeMap<>();

    RoleCalls(Account account, Handlers handlers) {
        this.account = account;
        handlers.on(CreateRoleRequest.class, this::create);
        handlers.on(GetRoleRequest.class, this::get);
        handlers.on(ListRolesRequest.class, this::list);
        handlers.on(UpdateRoleRequest.class, this::update);
        handlers.on(UpdateAssumeRolePolicyRequest.class, this::updateTrust);
        handlers.on(DeleteRoleRequest.class, this::delete);
        handlers.on(TagRoleRequest.class, this::tag);
        handlers.on(UntagRoleRequest.class, this::untag);
        handlers.on(ListRoleTagsRequest.class, this::listTags);
        handlers.on(PutRolePermissionsBoundaryRequest.class, this::putBoundary);
        handlers.on(DeleteRolePermissionsBoundaryRequest.class, this::deleteBoundary);
    }

    Collection<Role> all() {
        return roles.values();
    }

    Optional<Role> byArn(String arn) {
        return roles.values().stream().filter(role -> role.arn.equals(arn)).findFirst();
    }

    Role existing(@Nullable String name) {
        return Optional.ofNullable(name)
                .flatMap(given -> Optional.ofNullable(roles.get(given)))
                .orElseThrow(() -> Checks.missing("The role with name " + name + " cannot be found."));
    }

    Optional<Role> named(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    /** Names are unique in the account whatever their path and case. */
    Role add(String name, String path, String trust, String description, int seconds) {
        if (roles.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw Checks.exists("Role with name " + name + " already exists.");
        }
        String arn = "arn:aws:iam::" + account.id() + ":role" + path + name;
        Role role = new Role(
                name, path, IamIds.fresh("AROA", account.dice()), arn, account.now(), trust, description, seconds);
        roles.put(name, role);
        return role;
    }

    void remove(Role role) {
        roles.remove(role.name);
    }

    private CreateRoleResponse create(CreateRoleRequest request) {
        String trust = checkedTrust(request.assumeRolePolicyDocument());
        Map<String, String> tags = Checks.tags(Map.of(), request.tags());
        Role role = add(
                Checks.roleName(request.roleName()),
                Checks.path(request.path()),
                trust,
                Checks.description(request.description()),
                Checks.session(request.maxSessionDuration()));
        role.tags.putAll(tags);
        role.boundary = Optional.ofNullable(request.permissionsBoundary());
        return CreateRoleResponse.builder().role(described(role, true)).build();
    }

    private static String checkedTrust(@Nullable String text) {
        String trust = PolicyText.trust(text);
        if (PolicyText.size(trust) > TRUST_SIZE) {
            throw Checks.limit("Cannot exceed quota for ACLSizePerRole: " + TRUST_SIZE);
        }
        return trust;
    }

    private GetRoleResponse get(GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(described(existing(request.roleName()), true))
                .build();
    }

    /** Without tags, boundary and last use, as AWS says of listings. */
    private ListRolesResponse list(ListRolesRequest request) {
        String prefix = Optional.ofNullable(request.pathPrefix()).orElse("/");
        List<Role> matching =
                roles.values().stream().filter(r -> r.path.startsWith(prefix)).toList();
        Pages.Page<Role> page = Pages.of(matching, request.maxItems(), PAGE, MOST, request.marker());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(r -> described(r, false)).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    static software.amazon.awssdk.services.iam.model.Role described(Role role, boolean whole) {
        var described = software.amazon.awssdk.services.iam.model.Role.builder()
                .roleName(role.name)
                .path(role.path)
                .roleId(role.id)
                .arn(role.arn)
                .createDate(role.created)
                .assumeRolePolicyDocument(PolicyText.encoded(role.trust))
                .description(role.description.isEmpty() ? null : role.description)
                .maxSessionDuration(role.maxSessionSeconds);
        if (whole) {
            described
                    .tags(role.tags.isEmpty() ? null : Checks.tags(role.tags))
                    .roleLastUsed(used -> {})
                    .permissionsBoundary(boundary(role));
        }
        return described.build();
    }

    static @Nullable AttachedPermissionsBoundary boundary(Role role) {
        return role.boundary
                .map(arn -> AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(arn)
                        .permissionsBoundaryType("Policy")
                        .build())
                .orElse(null);
    }

    private UpdateRoleResponse update(UpdateRoleRequest request) {
        Role role = existing(request.roleName());
        if (request.description() != null) {
            role.description = Checks.description(request.description());
        }
        if (request.maxSessionDuration() != null) {
            role.maxSessionSeconds = Checks.session(request.maxSessionDuration());
        }
        return UpdateRoleResponse.builder().build();
    }

    private UpdateAssumeRolePolicyResponse updateTrust(UpdateAssumeRolePolicyRequest request) {
        Role role = existing(request.roleName());
        role.trust = checkedTrust(request.policyDocument());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    private DeleteRoleResponse delete(DeleteRoleRequest request) {
        Role role = existing(request.roleName());
        if (!role.attached.isEmpty()) {
            throw Checks.inUse("Cannot delete entity, must detach all policies first.");
        }
        if (!role.inline.isEmpty()) {
            throw Checks.inUse("Cannot delete entity, must delete policies first.");
        }
        if (role.path.startsWith(LinkedRoles.PATH)) {
            throw AwsFault.badRequest(
                    "UnmodifiableEntity", "Cannot perform the operation on the protected role '" + role.name + "'");
        }
        roles.remove(role.name);
        return DeleteRoleResponse.builder().build();
    }

    private TagRoleResponse tag(TagRoleRequest request) {
        Role role = existing(request.roleName());
        role.tags.putAll(Checks.tags(role.tags, request.tags()));
        return TagRoleResponse.builder().build();
    }

    private UntagRoleResponse untag(UntagRoleRequest request) {
        existing(request.roleName()).tags.keySet().removeAll(request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    private ListRoleTagsResponse listTags(ListRoleTagsRequest request) {
        Role role = existing(request.roleName());
        var page = Pages.of(Checks.tags(role.tags), request.maxItems(), PAGE, MOST, request.marker());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private PutRolePermissionsBoundaryResponse putBoundary(PutRolePermissionsBoundaryRequest request) {
        existing(request.roleName()).boundary = Optional.of(request.permissionsBoundary());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    private DeleteRolePermissionsBoundaryResponse deleteBoundary(DeleteRolePermissionsBoundaryRequest request) {
        existing(request.roleName()).boundary = Optional.empty();
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }
}
