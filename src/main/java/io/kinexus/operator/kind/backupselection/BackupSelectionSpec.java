package io.kinexus.operator.kind.backupselection;

import io.kinexus.operator.core.resource.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one plan backs up.
 *
 * @param name 1 to 50 letters, digits, hyphens, underscores and dots; unique in the plan
 * @param planId the plan's id, as AWS gave it
 * @param vault the vault's ARN, which remembers how long restores took
 * @param role the ARN of the role that AWS Backup assumes
 * @param sources each by its ARN, which backs up whatever the account's opt-in settings say
 * @param rpo the oldest that restored data may be
 * @param rto the longest that a restore may take
 */
public record BackupSelectionSpec(
        String name,
        String planId,
        String vault,
        String role,
        List<Source> sources,
        Optional<Duration> rpo,
        Optional<Duration> rto)
        implements Spec {
    public BackupSelectionSpec {
        sources = List.copyOf(sources);
    }

    /**
     * One resource.
     *
     * @param declared as references name it: {@code database/kinexus}
     */
    public record Source(String declared, String arn) {}
}
