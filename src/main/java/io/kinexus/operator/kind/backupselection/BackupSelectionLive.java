package io.kinexus.operator.kind.backupselection;

import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Set;

/**
 * One selection, which AWS never changes, and how what it names could be brought back now.
 *
 * @param others what it selects that is never declared: by tags, by conditions
 */
record BackupSelectionLive(
        String id,
        String planId,
        String name,
        String role,
        Set<String> resources,
        List<String> others,
        List<Recoverable> recoverable)
        implements Live {
    BackupSelectionLive {
        resources = Set.copyOf(resources);
        others = List.copyOf(others);
        recoverable = List.copyOf(recoverable);
    }

    BackupSelectionLive with(List<Recoverable> known) {
        return new BackupSelectionLive(id, planId, name, role, resources, others, known);
    }
}
