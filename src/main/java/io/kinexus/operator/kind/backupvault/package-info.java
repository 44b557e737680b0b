/** Vaults of AWS Backup, where recovery points are kept. */
@NullMarked
package io.kinexus.operator.kind.backupvault;

import org.jspecify.annotations.NullMarked;
