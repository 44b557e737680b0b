package io.kinexus.operator.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the constant that holds a key of {@code kinexus.*}, with what the page of the configuration says about it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Setting {
    /** What it is for, its form and its unit. */
    String value();

    /** What holds where it is left out. */
    String otherwise();

    /** Its value is never shown or logged. */
    boolean secret() default false;
}
