/** CloudWatch dashboards, which carry a mark in their text since AWS has no tags for them. */
@NullMarked
package io.kinexus.operator.kind.dashboard;

import org.jspecify.annotations.NullMarked;
