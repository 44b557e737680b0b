package io.kinexus.operator.api;

import java.util.List;

/** Turns that did or found something, newest first. */
public record History(String environment, List<RunView> runs) {}
