/** Target groups: where a service's tasks are registered and how their health is checked. */
@NullMarked
package io.kinexus.operator.kind.targetgroup;

import org.jspecify.annotations.NullMarked;
