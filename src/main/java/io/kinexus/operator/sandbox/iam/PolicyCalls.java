package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/**
 * Managed policies: those of the account, with their versions, and those of AWS, whose documents are not kept here.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html">CreatePolicy</a>
 */
final class PolicyCalls {
    private static final int VERSIONS = 5;

    /** One of the account's own. */
    static final class Managed {
        final String name;
        final String path;
        final String id;
        final String arn;
        final Instant created;
        final String description;
        final Map<String, String> tags = new LinkedHashMap<>();
        final Map<String, String> versions = new LinkedHashMap<>();
        String current = "v1";
        int newest = 1;

        Managed(String name, String path, String id, String arn, Instant created, String description) {
            this.name = name;
            this.path = path;
            this.id = id;
            this.arn = arn;
            this.created = created;
            this.description = description;
        }
    }

    private final Account account;
    private final RoleCalls roles;
    private final Map<String, Managed> policies = new TreeMap<>();

    PolicyCalls(Account account, RoleCalls roles, Handlers handlers) {
        this.account = account;
        this.roles = roles;
        handlers.on(CreatePolicyRequest.class, this::create);
        handlers.on(GetPolicyRequest.class, this::get);
        handlers.on(ListPoliciesRequest.class, this::list);
        handlers.on(DeletePolicyRequest.class, this::delete);
        handlers.on(CreatePolicyVersionRequest.class, this::createVersion);
        handlers.on(GetPolicyVersionRequest.class, this::getVersion);
        handlers.on(ListPolicyVersionsRequest.class, this::listVersions);
        handlers.on(DeletePolicyVersionRequest.class, this::deleteVersion);
        handlers.on(TagPolicyRequest.class, this::tag);
        handlers.on(UntagPolicyRequest.class, this::untag);
        handlers.on(ListPolicyTagsRequest.class, this::listTags);
    }

    Collection<Managed> own() {
        return policies.values();
    }

    /** @throws AwsFault {@code NoSuchEntity} */
    void existing(@Nullable String arn) {
        if (arn == null || !AwsPolicies.has(arn)) {
            mine(arn);
        }
    }

    private Managed mine(@Nullable String arn) {
        return Optional.ofNullable(arn)
                .flatMap(given -> Optional.ofNullable(policies.get(given)))
                .orElseThrow(() -> Checks.missing("Policy " + arn + " does not exist or is not attachable."));
    }

    private CreatePolicyResponse create(CreatePolicyRequest request) {
        String name = Checks.policyName(request.policyName());
        String path = Checks.path(request.path());
        String arn = "arn:aws:iam::" + account.id() + ":policy" + path + name;
        String text = PolicyText.permissions(request.policyDocument());
        if (policies.values().stream().anyMatch(p -> p.name.equals(name))) {
            throw Checks.exists("A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        Managed policy = new Managed(
                name,
                path,
                IamIds.fresh("ANPA", account.dice()),
                arn,
                account.now(),
                Checks.description(request.description()));
        policy.tags.putAll(Checks.tags(Map.of(), request.tags()));
        policy.versions.put("v1", text);
        policies.put(arn, policy);
        return CreatePolicyResponse.builder().policy(described(policy)).build();
    }

    private Policy described(Managed policy) {
        return Policy.builder()
                .policyName(policy.name)
                .policyId(policy.id)
                .arn(policy.arn)
                .path(policy.path)
                .defaultVersionId(policy.current)
                .attachmentCount(attached(policy.arn))
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .description(policy.description)
                .createDate(policy.created)
                .updateDate(policy.created)
                .tags(Checks.tags(policy.tags))
                .build();
    }

    private Policy ofAws(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return Policy.builder()
                .policyName(name)
                .policyId("ANPA" + name.toUpperCase(Locale.ROOT))
                .arn(arn)
                .path(arn.substring(AwsPolicies.ARN.length() - 1, arn.lastIndexOf('/') + 1))
                .defaultVersionId("v1")
                .attachmentCount(attached(arn))
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .createDate(Instant.EPOCH)
                .updateDate(Instant.EPOCH)
                .build();
    }

    private int attached(String arn) {
        return (int) roles.all().stream().filter(r -> r.attached.contains(arn)).count();
    }

    private GetPolicyResponse get(GetPolicyRequest request) {
        String arn = Optional.ofNullable(request.policyArn()).orElse("");
        return GetPolicyResponse.builder()
                .policy(AwsPolicies.has(arn) ? ofAws(arn) : described(mine(arn)))
                .build();
    }

    private ListPoliciesResponse list(ListPoliciesRequest request) {
        List<Policy> all = new ArrayList<>();
        if (request.scope() != PolicyScopeType.AWS) {
            policies.values().forEach(p -> all.add(described(p)));
        }
        if (request.scope() != PolicyScopeType.LOCAL) {
            AwsPolicies.names().stream().sorted().forEach(name -> all.add(ofAws(AwsPolicies.ARN + name)));
        }
        String prefix = Optional.ofNullable(request.pathPrefix()).orElse("/");
        List<Policy> matching = all.stream()
                .filter(p -> p.path().startsWith(prefix))
                .filter(p -> !Boolean.TRUE.equals(request.onlyAttached()) || p.attachmentCount() > 0)
                .toList();
        var page = Pages.of(matching, request.maxItems(), RoleCalls.PAGE, RoleCalls.MOST, request.marker());
        return ListPoliciesResponse.builder()
                .policies(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private DeletePolicyResponse delete(DeletePolicyRequest request) {
        Managed policy = mine(request.policyArn());
        if (attached(policy.arn) > 0) {
            throw Checks.inUse("Cannot delete a policy attached to entities.");
        }
        if (policy.versions.size() > 1) {
            throw Checks.inUse("This policy has more than one version. Before you delete a policy, you must delete the"
                    + " policy's versions. The default version is deleted with the policy.");
        }
        policies.remove(policy.arn);
        return DeletePolicyResponse.builder().build();
    }

    private CreatePolicyVersionResponse createVersion(CreatePolicyVersionRequest request) {
        Managed policy = mine(request.policyArn());
        String text = PolicyText.permissions(request.policyDocument());
        if (policy.versions.size() >= VERSIONS) {
            throw Checks.limit("A managed policy can have up to " + VERSIONS + " versions.");
        }
        policy.newest++;
        String version = "v" + policy.newest;
        policy.versions.put(version, text);
        if (Boolean.TRUE.equals(request.setAsDefault())) {
            policy.current = version;
        }
        return CreatePolicyVersionResponse.builder()
                .policyVersion(version(policy, version))
                .build();
    }

    private static PolicyVersion version(Managed policy, String version) {
        return PolicyVersion.builder()
                .versionId(version)
                .isDefaultVersion(version.equals(policy.current))
                .createDate(policy.created)
                .build();
    }

    private GetPolicyVersionResponse getVersion(GetPolicyVersionRequest request) {
        if (AwsPolicies.has(request.policyArn())) {
            return GetPolicyVersionResponse.builder()
                    .policyVersion(AwsPolicies.version(request.policyArn()))
                    .build();
        }
        Managed policy = mine(request.policyArn());
        String text = policy.versions.get(request.versionId());
        if (text == null) {
            throw Checks.missing("Policy " + policy.arn + " version " + request.versionId() + " does not exist.");
        }
        return GetPolicyVersionResponse.builder()
                .policyVersion(version(policy, request.versionId()).toBuilder()
                        .document(PolicyText.encoded(text))
                        .build())
                .build();
    }

    private ListPolicyVersionsResponse listVersions(ListPolicyVersionsRequest request) {
        Managed policy = mine(request.policyArn());
        return ListPolicyVersionsResponse.builder()
                .versions(policy.versions.keySet().stream()
                        .map(v -> version(policy, v))
                        .toList())
                .isTruncated(false)
                .build();
    }

    private DeletePolicyVersionResponse deleteVersion(DeletePolicyVersionRequest request) {
        Managed policy = mine(request.policyArn());
        if (policy.current.equals(request.versionId())) {
            throw Checks.inUse("Cannot delete the default version of a policy.");
        }
        policy.versions.remove(request.versionId());
        return DeletePolicyVersionResponse.builder().build();
    }

    private TagPolicyResponse tag(TagPolicyRequest request) {
        Managed policy = mine(request.policyArn());
        policy.tags.putAll(Checks.tags(policy.tags, request.tags()));
        return TagPolicyResponse.builder().build();
    }

    private UntagPolicyResponse untag(UntagPolicyRequest request) {
        mine(request.policyArn()).tags.keySet().removeAll(request.tagKeys());
        return UntagPolicyResponse.builder().build();
    }

    private ListPolicyTagsResponse listTags(ListPolicyTagsRequest request) {
        return ListPolicyTagsResponse.builder()
                .tags(Checks.tags(mine(request.policyArn()).tags))
                .isTruncated(false)
                .build();
    }
}
