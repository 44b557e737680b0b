/** A backup plan with its objectives, as people write it. */
@NullMarked
package io.kinexus.operator.blueprint.backupplan;

import org.jspecify.annotations.NullMarked;
