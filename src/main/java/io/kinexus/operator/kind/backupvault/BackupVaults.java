package io.kinexus.operator.kind.backupvault;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a vault is to us: its table, its calls, its permissions. Pure. */
final class BackupVaults {
    static final KindName NAME = new KindName("backup-vault");
    /** A thousand a page; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(1000, 0);

    private static final String ANY = "arn:aws:backup:${region}:${account}:backup-vault:*";
    private static final String NAMED = "arn:aws:backup:${region}:${account}:backup-vault:${name}";
    private static final String KEYS = "arn:aws:kms:${region}:${account}:key/*";

    static final Fields<BackupVaultSpec, BackupVaultLive> FIELDS = Fields.<BackupVaultSpec, BackupVaultLive>table()
            .unmanaged("backupVaultName", "its identity")
            .unmanaged("backupVaultTags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("encryptionKeyArn", "AWS Backup's own key; a customer key is not declared yet")
            .unmanaged("creatorRequestId", "the intent's own token")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("backup:ListBackupVaults", "it lists all vaults of the account"),
            Permission.on("backup:CreateBackupVault", NAMED),
            Permission.on("backup:TagResource", NAMED),
            Permission.on("backup:ListTags", ANY).because("those that are left over are read too"),
            Ownership.only(Permission.on("backup:DeleteBackupVault", ANY)),
            Permission.anywhere("backup-storage:MountCapsule", "a vault's storage is not addressed by an ARN"),
            key("kms:CreateGrant"),
            key("kms:GenerateDataKey"),
            key("kms:Decrypt"),
            key("kms:RetireGrant"),
            key("kms:DescribeKey"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private BackupVaults() {}

    /**
     * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html">what CreateBackupVault
     *     does with its key</a>
     */
    private static Permission key(String action) {
        return Permission.on(action, KEYS)
                .because("AWS Backup makes its own key when the first vault is made")
                .when("StringLike", "kms:ViaService", "backup.${region}.amazonaws.com");
    }

    static Map<String, String> outputs(BackupVaultLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    static Optional<String> guarded(BackupVaultLive live) {
        return live.recoveryPoints() == 0
                ? Optional.empty()
                : Optional.of("vault " + live.name() + " holds " + live.recoveryPoints()
                        + (live.recoveryPoints() == 1 ? " recovery point" : " recovery points")
                        + ": it cannot be removed before they have expired, or a person has deleted them");
    }
}
