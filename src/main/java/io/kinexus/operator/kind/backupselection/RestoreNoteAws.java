package io.kinexus.operator.kind.backupselection;

import io.kinexus.operator.core.resource.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.backup.BackupClient;

/** Notes on a vault how long a restore took: the note outlives the copy, and everybody who reads the vault sees it. */
public final class RestoreNoteAws {
    private RestoreNoteAws() {}

    /**
     * Notes it unless this very restore was noted before: the first who sees its end measures it.
     *
     * @param declared what was restored, as references name it
     * @return how long it took, by the note
     */
    public static Duration put(Scope scope, String vault, String declared, Instant began, Duration took) {
        String arn = "arn:aws:backup:" + scope.region() + ":" + scope.account() + ":backup-vault:" + vault;
        BackupClient backup = scope.client(BackupClient.class);
        String key = RecoveryAws.RESTORED + declared;
        String head = began + " ";
        Optional<String> noted = Optional.ofNullable(
                        backup.listTags(r -> r.resourceArn(arn)).tags().get(key))
                .filter(text -> text.startsWith(head));
        if (noted.isEmpty()) {
            backup.tagResource(r -> r.resourceArn(arn).tags(Map.of(key, head + Duration.ofSeconds(took.toSeconds()))));
        }
        return noted.flatMap(text -> RecoveryAws.time(text.substring(head.length())))
                .orElse(took);
    }
}
