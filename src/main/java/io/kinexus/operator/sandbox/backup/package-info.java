/** AWS Backup in memory: vaults, plans that fire by their schedule, recovery points that expire, restore jobs. */
@NullMarked
package io.kinexus.operator.sandbox.backup;

import org.jspecify.annotations.NullMarked;
