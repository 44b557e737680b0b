package io.kinexus.operator.core.resource;

/** What AWS has of one resource, as read. Implemented by records; secret values are never part of it. */
public interface Live {}
