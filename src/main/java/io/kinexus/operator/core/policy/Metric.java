package io.kinexus.operator.core.policy;

import io.kinexus.operator.core.judge.Criterion;
import java.util.Optional;

/**
 * One metric that a revision is judged by.
 *
 * @param slowerThan a request that takes longer counts as bad, in milliseconds; empty where a 5xx answer is what counts
 */
public record Metric(Optional<Double> slowerThan, Criterion criterion) {}
