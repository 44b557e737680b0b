package io.kinexus.operator.kind.role;

import io.kinexus.operator.core.resource.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One IAM role. Policies are JSON documents, compared by meaning: the order of keys and of actions does not matter.
 *
 * @param name at most 64 characters, unique in the account
 * @param path begins and ends with a slash: {@code /kinexus/<environment>/}
 * @param description at most 1000 characters, may be empty
 * @param trustPolicy who may assume the role
 * @param inlinePolicies policy name -> document; what else is found on the role is removed
 * @param managedPolicyArns attached policies; what else is found on the role is detached
 * @param maxSessionSeconds 3600 to 43200; empty means AWS's default of one hour
 */
public record RoleSpec(
        String name,
        String path,
        String description,
        String trustPolicy,
        Map<String, String> inlinePolicies,
        Set<String> managedPolicyArns,
        Optional<Integer> maxSessionSeconds)
        implements Spec {

    /** Where an environment's roles live, so that they can be listed by prefix. */
    public static String path(String environment) {
        return "/kinexus/" + environment + "/";
    }
}
