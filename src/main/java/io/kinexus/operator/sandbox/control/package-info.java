/** The sandbox as a person drives it: its server, its clock in real time, faults on purpose, and {@code sandbox.yaml}. */
@NullMarked
package io.kinexus.operator.sandbox.control;

import org.jspecify.annotations.NullMarked;
