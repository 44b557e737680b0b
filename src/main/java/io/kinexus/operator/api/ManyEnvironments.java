package io.kinexus.operator.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an endpoint that is about no one environment, and leaves out of its answer those that the {@link Caller} does not see.
 * Without it, such an endpoint answers only callers who see all.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ManyEnvironments {}
