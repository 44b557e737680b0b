package io.kinexus.operator.aws;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesResponse;

/** The environment's tags, compared from the ownership sweep and written through the tagging API. Stateless. */
public final class EnvironmentTags {
    /** As many ARNs as one call takes. */
    private static final int BATCH = 20;

    /** Tags of the environment that are missing, or have another value, on what is ours; tags of others are theirs. */
    public Map<ResourceId, List<FieldChange>> drift(Scope scope) {
        Map<ResourceId, List<FieldChange>> drift = new LinkedHashMap<>();
        Ownership.sweep(scope).tagged().forEach((id, byArn) -> {
            List<FieldChange> changes = byArn.values().stream()
                    .flatMap(tags -> changes(scope, tags).stream())
                    .distinct()
                    .toList();
            if (!changes.isEmpty()) {
                drift.put(id, changes);
            }
        });
        return drift;
    }

    /** Puts them back on everything that carries this id. */
    public Outcome repair(Scope scope, ResourceId id) {
        return AwsFailures.attempt(() -> {
            List<String> arns = List.copyOf(
                    Ownership.sweep(scope).tagged().getOrDefault(id, Map.of()).keySet());
            for (List<String> batch : Sweep.batches(arns, BATCH)) {
                TagResourcesResponse answer = scope.client(ResourceGroupsTaggingApiClient.class)
                        .tagResources(r -> r.resourceARNList(batch).tags(scope.tags()));
                if (answer.hasFailedResourcesMap()
                        && !answer.failedResourcesMap().isEmpty()) {
                    return Outcome.terminal(
                            "TaggingFailed",
                            answer.failedResourcesMap().entrySet().stream()
                                    .map(failed -> failed.getKey() + ": "
                                            + failed.getValue().errorMessage())
                                    .collect(Collectors.joining("; ")));
                }
            }
            return Outcome.done();
        });
    }

    private static List<FieldChange> changes(Scope scope, Map<String, String> live) {
        List<FieldChange> changes = new ArrayList<>();
        scope.tags().forEach((key, value) -> {
            String has = live.getOrDefault(key, "(none)");
            if (!value.equals(has)) {
                changes.add(new FieldChange(FieldChange.TAGS + key, has, value, Owner.GIT, Effect.IN_PLACE));
            }
        });
        return changes;
    }
}
