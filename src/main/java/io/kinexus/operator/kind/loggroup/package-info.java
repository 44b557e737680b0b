/** CloudWatch Logs groups. The smallest kind, and the one to copy. */
@NullMarked
package io.kinexus.operator.kind.loggroup;

import org.jspecify.annotations.NullMarked;
