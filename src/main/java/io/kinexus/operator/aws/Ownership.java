package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Our tags on AWS's resources. A resource is ours when {@code kinexus:environment} names the environment and {@code
 * kinexus:resource} its id there; nothing else is ever changed.
 */
public final class Ownership {
    public static final String ENVIRONMENT = "kinexus:environment";
    public static final String RESOURCE = "kinexus:resource";
    /** Which declaration asked for it: for people, for bills, and to know what goes together when it is removed. */
    public static final String DECLARATION = "kinexus:declaration";

    /** What is asked of the tagging API for all kinds alike. */
    public static final List<Permission> PERMISSIONS = List.of(
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.anywhere("tag:TagResources", "the tagging API has no resource-level permissions"));

    private static final int PAGE = 100;
    /** Snapshots and recovery points carry the tags of what they are copies of. They are not it, and are left as they are. */
    private static final Pattern COPIES = Pattern.compile(":snapshot:|:recovery-point:|/backup/[0-9]");

    private final Map<ResourceId, List<String>> arns;
    private final Map<String, Map<String, String>> tags;

    private Ownership(Map<ResourceId, List<String>> arns, Map<String, Map<String, String>> tags) {
        this.arns = Map.copyOf(arns);
        this.tags = Map.copyOf(tags);
    }

    /** The environment's own tags and the two that make a resource ours. */
    public static Map<String, String> tags(Scope scope, ResourceId id) {
        Map<String, String> tags = new LinkedHashMap<>(scope.tags());
        tags.put(ENVIRONMENT, id.environment());
        tags.put(RESOURCE, id.local());
        return tags;
    }

    /** The same, and the declaration that asks for it: what create calls carry. */
    public static Map<String, String> tags(Scope scope, Declared<?> wanted) {
        Map<String, String> tags = tags(scope, wanted.id());
        tags.put(DECLARATION, wanted.from().toString());
        return tags;
    }

    /** Allowed only for what carries this environment's tag; also for what is not declared any more. */
    public static Permission only(Permission permission) {
        return permission.when("StringEquals", "aws:ResourceTag/" + ENVIRONMENT, "${environment}");
    }

    /** Whether these live tags make it this very resource of ours. */
    public static boolean ours(ResourceId id, Map<String, String> tags) {
        return id.environment().equals(tags.get(ENVIRONMENT)) && id.local().equals(tags.get(RESOURCE));
    }

    /**
     * One sweep over everything that carries this environment's tag, shared by all kinds of a turn. Not covered by AWS:
     * IAM roles, and what has no tags (scaling policies, scheduled actions, subscriptions).
     *
     * @see <a href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html">GetResources</a>
     */
    public static Ownership sweep(Scope scope) {
        return scope.once(Ownership.class, Ownership.class, () -> read(scope));
    }

    /**
     * Whether what lives under this ARN is ours. Where the sweep does not list it, its own tags say so: the sweep follows a
     * create with a delay, and not every server lists every kind.
     *
     * @param own reads the resource's own tags; asked only then
     */
    public static boolean ours(Scope scope, ResourceId id, String arn, Supplier<Map<String, String>> own) {
        return sweep(scope).arns.getOrDefault(id, List.of()).contains(arn) || ours(id, own.get());
    }

    /** The ARNs of one kind's resources, by id. A kind without deterministic names may find several under one id. */
    public Map<ResourceId, List<String>> of(KindName kind) {
        Map<ResourceId, List<String>> found = new HashMap<>();
        arns.forEach((id, list) -> {
            if (id.kind().equals(kind)) {
                found.put(id, list);
            }
        });
        return found;
    }

    /**
     * Whether nothing of a kind can be there that is ours: none is declared, and the sweep shows none. A listing of the kind
     * is not worth its call then.
     *
     * @param declared of this kind or of others
     */
    public static boolean none(Scope scope, KindName kind, Set<ResourceId> declared) {
        return declared.stream().noneMatch(id -> id.kind().equals(kind))
                && sweep(scope).of(kind).isEmpty();
    }

    /** Which declaration asked for what, as far as tags tell. */
    public Map<ResourceId, DeclarationId> declarations() {
        Map<ResourceId, DeclarationId> asked = new HashMap<>();
        arns.forEach((id, list) -> list.stream()
                .flatMap(arn ->
                        Optional.ofNullable(tags.getOrDefault(arn, Map.of()).get(DECLARATION)).stream())
                .flatMap(text -> DeclarationId.parse(text).stream())
                .findFirst()
                .ifPresent(from -> asked.put(id, from)));
        return asked;
    }

    /** Everything that is ours, with every tag that it carries, by id and then by ARN. */
    Map<ResourceId, Map<String, Map<String, String>>> tagged() {
        Map<ResourceId, Map<String, Map<String, String>>> all = new LinkedHashMap<>();
        arns.forEach((id, list) -> {
            Map<String, Map<String, String>> byArn = new LinkedHashMap<>();
            list.forEach(arn -> byArn.put(arn, tags.getOrDefault(arn, Map.of())));
            all.put(id, byArn);
        });
        return all;
    }

    private static Ownership read(Scope scope) {
        Map<ResourceId, List<String>> arns = new LinkedHashMap<>();
        Map<String, Map<String, String>> tags = new LinkedHashMap<>();
        GetResourcesRequest request = GetResourcesRequest.builder()
                .resourcesPerPage(PAGE)
                .tagFilters(TagFilter.builder()
                        .key(ENVIRONMENT)
                        .values(scope.environment())
                        .build())
                .build();
        scope.client(ResourceGroupsTaggingApiClient.class)
                .getResourcesPaginator(request)
                .resourceTagMappingList()
                .forEach(mapping -> {
                    tags.put(mapping.resourceARN(), tags(mapping));
                    add(arns, scope.environment(), mapping);
                });
        return new Ownership(arns, tags);
    }

    private static Map<String, String> tags(ResourceTagMapping mapping) {
        Map<String, String> tags = new LinkedHashMap<>();
        mapping.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    private static void add(Map<ResourceId, List<String>> found, String environment, ResourceTagMapping mapping) {
        if (COPIES.matcher(mapping.resourceARN()).find()) {
            return;
        }
        Optional.ofNullable(tags(mapping).get(RESOURCE))
                .filter(local -> local.indexOf('/') > 0)
                .map(local -> ResourceId.parse(environment + "/" + local))
                .ifPresent(id ->
                        found.computeIfAbsent(id, key -> new ArrayList<>()).add(mapping.resourceARN()));
    }
}
