package io.kinexus.operator.kind.role;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

/** The calls. A role's name is its identity, and its own tags say whose it is. */
final class RoleAws {
    private static final Duration SOON = Duration.ofSeconds(5);

    private RoleAws() {}

    static Map<ResourceId, Observation<RoleLive>> observe(Scope scope, Collection<Declared<RoleSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            RoleListingAws listing = RoleListingAws.of(scope);
            Map<ResourceId, Observation<RoleLive>> seen = new LinkedHashMap<>();
            for (Declared<RoleSpec> one : all) {
                find(listing, one).ifPresent(detail -> {
                    boolean ours = Ownership.ours(one.id(), RoleListingAws.tags(detail));
                    seen.put(one.id(), new Observation.Present<>(listing.read(scope, one.id(), detail), true, ours));
                });
            }
            return seen;
        });
    }

    private static Optional<RoleDetail> find(RoleListingAws listing, Declared<RoleSpec> one) {
        String pointed = one.existing().orElse(one.spec().name());
        return pointed.startsWith("arn:") ? listing.withArn(pointed) : listing.named(pointed);
    }

    static Map<ResourceId, Observation<RoleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        RoleListingAws listing = RoleListingAws.of(scope);
        Map<ResourceId, Observation<RoleLive>> surplus = new LinkedHashMap<>();
        for (RoleDetail detail : listing.all()) {
            owner(scope, detail)
                    .filter(id -> id.kind().equals(Roles.NAME) && !declared.contains(id))
                    .ifPresent(id -> surplus.put(id, Observation.present(listing.read(scope, id, detail))));
        }
        return surplus;
    }

    /** The resource that a role of our path says it is. */
    private static Optional<ResourceId> owner(Scope scope, RoleDetail detail) {
        Map<String, String> tags = RoleListingAws.tags(detail);
        boolean here = detail.path().equals(RoleSpec.path(scope.environment()))
                && scope.environment().equals(tags.get(Ownership.ENVIRONMENT));
        return Optional.ofNullable(tags.get(Ownership.RESOURCE))
                .filter(local -> here && local.indexOf('/') > 0)
                .map(local -> ResourceId.parse(scope.environment() + "/" + local));
    }

    static Outcome create(Scope scope, Declared<RoleSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            IamClient iam = scope.client(IamClient.class);
            RoleSpec spec = wanted.spec();
            try {
                iam.createRole(r -> r.roleName(spec.name())
                        .path(spec.path())
                        .description(spec.description())
                        .maxSessionDuration(spec.maxSessionSeconds().orElse(Roles.DEFAULT_SESSION))
                        .assumeRolePolicyDocument(spec.trustPolicy())
                        .permissionsBoundary(scope.permissionsBoundary().orElse(null))
                        .tags(tags(Ownership.tags(scope, wanted))));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "EntityAlreadyExists") || !ours(iam, wanted)) {
                    throw failure;
                }
            }
            return permit(iam, spec);
        });
    }

    /** After a lost reply the role is there already; somebody else's of the same name is left alone. */
    private static boolean ours(IamClient iam, Declared<RoleSpec> wanted) {
        Map<String, String> tags = iam.getRole(r -> r.roleName(wanted.spec().name())).role().tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        return Ownership.ours(wanted.id(), tags);
    }

    private static Outcome permit(IamClient iam, RoleSpec spec) {
        try {
            spec.inlinePolicies()
                    .forEach((name, text) -> iam.putRolePolicy(
                            r -> r.roleName(spec.name()).policyName(name).policyDocument(text)));
            spec.managedPolicyArns()
                    .forEach(arn ->
                            iam.attachRolePolicy(r -> r.roleName(spec.name()).policyArn(arn)));
            return Outcome.done();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "NoSuchEntity") && known(iam, spec)) {
                throw failure;
            }
            if (AwsFailures.is(failure, "NoSuchEntity")) {
                // IAM is eventually consistent: a role just made may be unknown for some seconds.
                return Outcome.waiting("IAM to know role " + spec.name(), SOON);
            }
            throw failure;
        }
    }

    /** Then what does not exist is the managed policy, and waiting would not help. */
    private static boolean known(IamClient iam, RoleSpec spec) {
        try {
            iam.getRole(r -> r.roleName(spec.name()));
            return true;
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "NoSuchEntity")) {
                return false;
            }
            throw failure;
        }
    }

    static Outcome update(
            Scope scope, Declared<RoleSpec> wanted, RoleLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            IamClient iam = scope.client(IamClient.class);
            Set<String> paths = changes.stream().map(FieldChange::path).collect(Collectors.toSet());
            RoleSpec spec = wanted.spec();
            if (paths.contains("description") || paths.contains("maxSessionDuration")) {
                iam.updateRole(r -> r.roleName(spec.name())
                        .description(spec.description())
                        .maxSessionDuration(spec.maxSessionSeconds().orElse(Roles.DEFAULT_SESSION)));
            }
            if (paths.contains(Roles.TRUST)) {
                iam.updateAssumeRolePolicy(r -> r.roleName(spec.name()).policyDocument(spec.trustPolicy()));
            }
            if (paths.contains(Roles.BOUNDARY)) {
                scope.permissionsBoundary()
                        .ifPresent(arn -> iam.putRolePermissionsBoundary(
                                r -> r.roleName(spec.name()).permissionsBoundary(arn)));
            }
            if (paths.contains(Roles.TAGS)) {
                iam.tagRole(r -> r.roleName(spec.name()).tags(tags(live.missingTags())));
            }
            // First what is missing, then what is too much: the role never has less than before and after.
            Outcome permitted =
                    paths.contains(Roles.INLINE) || paths.contains(Roles.ATTACHED) ? permit(iam, spec) : Outcome.done();
            if (paths.contains(Roles.INLINE)) {
                live.inlinePolicies().keySet().stream()
                        .filter(name -> !spec.inlinePolicies().containsKey(name))
                        .forEach(name -> removeInline(iam, spec.name(), name));
            }
            if (paths.contains(Roles.ATTACHED)) {
                live.managedPolicyArns().stream()
                        .filter(arn -> !spec.managedPolicyArns().contains(arn))
                        .forEach(arn -> detach(iam, spec.name(), arn));
            }
            return permitted;
        });
    }

    /** IAM deletes only roles that have no policies. */
    static Outcome delete(Scope scope, ResourceId id, RoleLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            IamClient iam = scope.client(IamClient.class);
            live.managedPolicyArns().forEach(arn -> detach(iam, live.name(), arn));
            live.inlinePolicies().keySet().forEach(name -> removeInline(iam, live.name(), name));
            gone(() -> iam.deleteRole(r -> r.roleName(live.name())));
            return Outcome.done();
        });
    }

    private static void removeInline(IamClient iam, String role, String name) {
        gone(() -> iam.deleteRolePolicy(r -> r.roleName(role).policyName(name)));
    }

    private static void detach(IamClient iam, String role, String arn) {
        gone(() -> iam.detachRolePolicy(r -> r.roleName(role).policyArn(arn)));
    }

    /** What is gone already is as wanted. */
    private static void gone(Runnable removal) {
        try {
            removal.run();
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "NoSuchEntity")) {
                throw failure;
            }
        }
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
