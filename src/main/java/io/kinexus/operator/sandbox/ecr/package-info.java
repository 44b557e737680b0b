/** ECR in memory: repositories as they are made, and images that exist unless their tag says otherwise. */
@NullMarked
package io.kinexus.operator.sandbox.ecr;

import org.jspecify.annotations.NullMarked;
