/** KMS in memory: keys, aliases, rotation, deletion after its waiting time. */
@NullMarked
package io.kinexus.operator.sandbox.kms;

import org.jspecify.annotations.NullMarked;
