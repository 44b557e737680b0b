/** RDS parameter groups: the engine's settings that git states. */
@NullMarked
package io.kinexus.operator.kind.dbparametergroup;

import org.jspecify.annotations.NullMarked;
