package io.kinexus.operator.kind.backupvault;

import io.kinexus.operator.core.resource.Live;

/**
 * One vault as listed.
 *
 * @param recoveryPoints how many it holds
 */
record BackupVaultLive(String name, String arn, long recoveryPoints) implements Live {}
