/** STS in memory: who calls, and credentials of other accounts' roles. */
@NullMarked
package io.kinexus.operator.sandbox.sts;

import org.jspecify.annotations.NullMarked;
