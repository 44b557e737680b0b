/** What a plan of AWS Backup backs up, and what is known of how it could be brought back. */
@NullMarked
package io.kinexus.operator.kind.backupselection;

import org.jspecify.annotations.NullMarked;
