package io.kinexus.operator.sandbox.backup;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.backup.model.BackupPlanInput;
import software.amazon.awssdk.services.backup.model.BackupSelection;

/** One plan with the newest of its versions. */
final class Plan {
    final String id;
    final String arn;
    final Instant created;
    final Optional<String> creator;
    final Map<String, Selection> selections = new LinkedHashMap<>();
    BackupPlanInput written;
    String version;
    Optional<Instant> ran = Optional.empty();

    /** What is backed up, and as whom. */
    record Selection(String id, BackupSelection written, Instant created, Optional<String> creator) {}

    Plan(String id, String arn, Instant created, Optional<String> creator, BackupPlanInput written, String version) {
        this.id = id;
        this.arn = arn;
        this.created = created;
        this.creator = creator;
        this.written = written;
        this.version = version;
    }
}
