package io.kinexus.operator.blueprint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text says when something comes round; one dialect in place of the other is an error that shows the right one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Schedule {
    Dialect value();

    /** The two ways of writing it. */
    enum Dialect {
        /** Five fields: {@code 0 18 * * FRI}. */
        UNIX,
        /**
         * {@code cron(0 20 * * ? *)} with six fields, or {@code rate(5 minutes)}.
         *
         * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">EventBridge:
         *     schedule expressions</a>
         */
        AWS
    }
}
