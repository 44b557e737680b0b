/** Desired state from git: commits fetched, verified, and read from the object store without ever being checked out. */
@NullMarked
package io.kinexus.operator.git;

import org.jspecify.annotations.NullMarked;
