package io.kinexus.operator.core.resource;

/**
 * What is wanted of one resource, complete and normalised. Implemented by records whose components are strings, numbers,
 * booleans, enums, durations, lists, maps, optionals or further records; any string in it may hold a {@link Reference},
 * which the engine fills in before a kind sees the value.
 */
public interface Spec {}
