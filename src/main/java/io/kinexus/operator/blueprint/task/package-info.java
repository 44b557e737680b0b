/** A one-off or scheduled Task, and its expansion into roles, network, log group, task definition and schedule. */
@NullMarked
package io.kinexus.operator.blueprint.task;

import org.jspecify.annotations.NullMarked;
