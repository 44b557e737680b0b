/** S3 in memory: buckets with all that can be set on one, and objects with versions. */
@NullMarked
package io.kinexus.operator.sandbox.s3;

import org.jspecify.annotations.NullMarked;
