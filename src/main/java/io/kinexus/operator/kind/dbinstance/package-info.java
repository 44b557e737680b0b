/** RDS instances: what git states of them, and what is left to AWS. */
@NullMarked
package io.kinexus.operator.kind.dbinstance;

import org.jspecify.annotations.NullMarked;
