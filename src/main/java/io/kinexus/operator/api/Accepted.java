package io.kinexus.operator.api;

/** What was asked for is on its way. */
public record Accepted(String environment, String what) {}
