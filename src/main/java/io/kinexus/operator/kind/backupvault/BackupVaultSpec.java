package io.kinexus.operator.kind.backupvault;

import io.kinexus.operator.core.resource.Spec;

/**
 * One vault, encrypted with AWS Backup's own key.
 *
 * @param name 2 to 50 letters, digits, hyphens and underscores
 */
public record BackupVaultSpec(String name) implements Spec {}
