/** Who makes which turn when: a task for each environment on PostgreSQL, and hints over Redis that may be lost. */
@NullMarked
package io.kinexus.operator.fleet;

import org.jspecify.annotations.NullMarked;
