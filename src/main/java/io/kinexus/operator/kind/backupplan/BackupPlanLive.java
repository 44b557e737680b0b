package io.kinexus.operator.kind.backupplan;

import io.kinexus.operator.core.resource.Live;
import java.util.List;

/**
 * One plan in its newest version.
 *
 * @param others what its rules do that is never declared: continuous backups, copies elsewhere, cold storage
 */
record BackupPlanLive(
        String id, String arn, String name, String version, List<BackupPlanSpec.Rule> rules, List<String> others)
        implements Live {
    BackupPlanLive {
        rules = List.copyOf(rules);
        others = List.copyOf(others);
    }
}
