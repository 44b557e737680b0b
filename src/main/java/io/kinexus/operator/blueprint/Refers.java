package io.kinexus.operator.blueprint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text (or each text of a list) names another declaration of the same environment. With one kind it is its bare name
 * ({@code network: main}); when {@code qualified}, it is {@code kind/name} ({@code connectsTo: [database/x]}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Refers {
    /** Kinds as they are written before the slash: {@code network}, {@code load-balancer}. */
    String[] value();

    boolean qualified() default false;

    /** Whether the other must be there first; false for what is no edge, such as a Secret's {@code generate.for}. */
    boolean edge() default true;
}
