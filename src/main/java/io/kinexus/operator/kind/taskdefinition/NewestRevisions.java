package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.core.resource.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process knows of a family beyond what its service runs: the newest revision that it registered or saw, and
 * which revisions are INACTIVE, which AWS never takes back.
 */
final class NewestRevisions {
    private final Map<String, String> arns = new ConcurrentHashMap<>();
    private final Set<String> inactive = ConcurrentHashMap.newKeySet();

    static NewestRevisions of(Scope scope) {
        return scope.keep(NewestRevisions.class, NewestRevisions.class, NewestRevisions::new);
    }

    /** The higher revision wins. */
    void saw(String family, String arn) {
        arns.merge(family, arn, (known, other) -> revision(other) > revision(known) ? other : known);
    }

    Optional<String> of(String family) {
        return Optional.ofNullable(arns.get(family));
    }

    void deregistered(String family, String arn) {
        arns.remove(family);
        inactive.add(arn);
    }

    boolean inactive(String arn) {
        return inactive.contains(arn);
    }

    /** The number after the last colon of {@code ...:task-definition/family:16}. */
    static int revision(String arn) {
        return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    }

    /** What stands between the last slash and the last colon. */
    static String family(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1, arn.lastIndexOf(':'));
    }
}
