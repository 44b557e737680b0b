package io.kinexus.operator.sandbox.tagging;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesResponse;

/**
 * The tags of every resource by ARN. Services keep theirs here and read them back from here, so that each API's own tag
 * calls and the tagging API always agree. IAM's tags are not here: AWS's tagging API does not list roles.
 *
 * @see <a href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html">GetResources</a>
 */
@AutoService(SandboxService.class)
public final class TagStore implements SandboxService {
    private static final int PAGE = 100;

    private final Map<String, Map<String, String>> byArn = new TreeMap<>();

    @Override
    public void install(Account account, Handlers handlers) {
        handlers.on(GetResourcesRequest.class, this::getResources);
        handlers.on(TagResourcesRequest.class, this::tagResources);
        handlers.on(UntagResourcesRequest.class, this::untagResources);
        handlers.on(GetTagKeysRequest.class, r -> GetTagKeysResponse.builder()
                .tagKeys(byArn.values().stream()
                        .flatMap(tags -> tags.keySet().stream())
                        .distinct()
                        .sorted()
                        .toList())
                .paginationToken("")
                .build());
        handlers.on(GetTagValuesRequest.class, r -> GetTagValuesResponse.builder()
                .tagValues(byArn.values().stream()
                        .flatMap(tags -> Optional.ofNullable(tags.get(r.key())).stream())
                        .distinct()
                        .sorted()
                        .toList())
                .paginationToken("")
                .build());
    }

    @Override
    public Object state() {
        return Map.copyOf(byArn);
    }

    /** Adds to what is there. */
    public void put(String arn, Map<String, String> tags) {
        byArn.computeIfAbsent(arn, key -> new LinkedHashMap<>()).putAll(tags);
    }

    public Map<String, String> of(String arn) {
        return Map.copyOf(byArn.getOrDefault(arn, Map.of()));
    }

    public void remove(String arn, List<String> keys) {
        byArn.getOrDefault(arn, new LinkedHashMap<>()).keySet().removeAll(keys);
    }

    /** The resource is gone. */
    public void forget(String arn) {
        byArn.remove(arn);
    }

    private GetResourcesResponse getResources(GetResourcesRequest request) {
        List<Map.Entry<String, Map<String, String>>> matching = byArn.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .filter(entry -> request.tagFilters().stream().allMatch(f -> matches(f, entry.getValue())))
                .filter(entry -> matchesType(request.resourceTypeFilters(), entry.getKey()))
                .filter(entry -> !request.hasResourceARNList()
                        || request.resourceARNList().contains(entry.getKey()))
                .toList();
        String token = request.paginationToken();
        Pages.Page<Map.Entry<String, Map<String, String>>> page = Pages.of(
                matching, request.resourcesPerPage(), PAGE, PAGE, token == null || token.isEmpty() ? null : token);
        String next = page.next();
        return GetResourcesResponse.builder()
                .resourceTagMappingList(page.items().stream()
                        .map(e -> mapping(e.getKey(), e.getValue()))
                        .toList())
                .paginationToken(next == null ? "" : next)
                .build();
    }

    private static boolean matches(TagFilter filter, Map<String, String> tags) {
        String value = tags.get(filter.key());
        return value != null && (filter.values().isEmpty() || filter.values().contains(value));
    }

    private static boolean matchesType(List<String> types, String arn) {
        return types.isEmpty()
                || types.stream().anyMatch(type -> {
                    String[] parts = type.split(":", 2);
                    return arn.startsWith("arn:aws:" + parts[0] + ":")
                            && (parts.length == 1 || arn.contains(":" + parts[1]));
                });
    }

    private static ResourceTagMapping mapping(String arn, Map<String, String> tags) {
        return ResourceTagMapping.builder()
                .resourceARN(arn)
                .tags(tags.entrySet().stream()
                        .map(t -> Tag.builder()
                                .key(t.getKey())
                                .value(t.getValue())
                                .build())
                        .collect(Collectors.toList()))
                .build();
    }

    private TagResourcesResponse tagResources(TagResourcesRequest request) {
        request.resourceARNList().forEach(arn -> put(arn, request.tags()));
        return TagResourcesResponse.builder().build();
    }

    private UntagResourcesResponse untagResources(UntagResourcesRequest request) {
        request.resourceARNList().forEach(arn -> remove(arn, request.tagKeys()));
        return UntagResourcesResponse.builder().build();
    }
}
