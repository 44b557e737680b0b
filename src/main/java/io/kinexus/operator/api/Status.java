package io.kinexus.operator.api;

import java.util.List;

/** All environments, in order of name. */
public record Status(List<EnvironmentStatus> environments) {}
