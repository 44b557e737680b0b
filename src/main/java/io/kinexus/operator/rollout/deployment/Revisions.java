package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.resource.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Service revisions by ARN. They never change: each is asked for once by this process. */
final class Revisions {
    private final Map<String, Revision> known = new ConcurrentHashMap<>();

    void learn(Scope scope, Collection<String> arns) {
        List<String> unknown = arns.stream()
                .filter(arn -> !known.containsKey(arn))
                .sorted()
                .distinct()
                .toList();
        ServiceDeploymentsAws.revisions(scope, unknown).forEach(one -> known.put(one.arn(), one));
    }

    Optional<Revision> of(String arn) {
        return Optional.ofNullable(known.get(arn));
    }
}
