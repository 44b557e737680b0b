/** CloudWatch Logs in memory. The smallest sandbox service, and the one to copy. */
@NullMarked
package io.kinexus.operator.sandbox.logs;

import org.jspecify.annotations.NullMarked;
