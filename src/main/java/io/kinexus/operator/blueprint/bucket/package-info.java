/** Bucket: an S3 bucket with everything that is set on it. */
@NullMarked
package io.kinexus.operator.blueprint.bucket;

import org.jspecify.annotations.NullMarked;
