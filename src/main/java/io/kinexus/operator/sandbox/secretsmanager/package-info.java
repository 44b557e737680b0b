/** Secrets Manager in memory: secrets with versions and stages, and their scheduled deletion. */
@NullMarked
package io.kinexus.operator.sandbox.secretsmanager;

import org.jspecify.annotations.NullMarked;
