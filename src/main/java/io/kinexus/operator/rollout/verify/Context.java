package io.kinexus.operator.rollout.verify;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a request that ECS will make, by IAM's condition keys; keys are the same in either case.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global condition keys</a>
 */
record Context(Map<String, String> known) {
    Context {
        Map<String, String> lower = new TreeMap<>();
        known.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
        known = Map.copyOf(lower);
    }

    /** ECS takes a role for a task of this account and region. */
    static Context ofEcs(String account, String region) {
        return new Context(Map.of(
                "aws:SourceAccount", account, "aws:SourceArn", "arn:aws:ecs:" + region + ":" + account + ":task/any"));
    }

    /** The role is then used in its own account and region. */
    static Context ofRole(String account, String region) {
        return new Context(
                Map.of("aws:PrincipalAccount", account, "aws:ResourceAccount", account, "aws:RequestedRegion", region));
    }

    Optional<String> of(String key) {
        return Optional.ofNullable(known.get(key.toLowerCase(Locale.ROOT)));
    }
}
