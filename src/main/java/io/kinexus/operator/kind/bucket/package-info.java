/** S3 buckets, with everything that is set on one. */
@NullMarked
package io.kinexus.operator.kind.bucket;

import org.jspecify.annotations.NullMarked;
