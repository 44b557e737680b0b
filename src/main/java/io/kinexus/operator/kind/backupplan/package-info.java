/** Plans of AWS Backup: when recovery points are made, and how long they are kept. */
@NullMarked
package io.kinexus.operator.kind.backupplan;

import org.jspecify.annotations.NullMarked;
