package io.kinexus.operator.api;

import java.util.List;

/** Everything of one environment that is declared or ours, in the order of the plan. */
public record Resources(String environment, List<ResourceView> resources) {}
