package io.kinexus.operator.kind.role;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One role as read; its policies in the form that {@link PolicyDocument#normal} gives them.
 *
 * @param otherBoundary what it has in place of the environment's permissions boundary; empty when it is as declared
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
        Optional<String> otherBoundary,
        Map<String, String> missingTags)
        implements Live {}
