package io.kinexus.operator.kind.role;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;
import java.util.Set;

/**
 * One role as read; its policies in the form that {@link PolicyDocument#normal} gives them.
 *
 * @param missingTags tags of the environment that it lacks or has with another value
 */
record RoleLive(
        String name,
        String path,
        String arn,
        String description,
        int maxSessionSeconds,
        String trustPolicy,
        Map<String, String> inlinePolicies,
        Set<String> managedPolicyArns,
        Map<String, String> missingTags)
        implements Live {}
