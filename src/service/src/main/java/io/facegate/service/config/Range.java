package io.facegate.service.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a numeric setting may be: a number, a {@code Duration} in seconds, or a {@code MemorySize} in bytes. The service does
 * not start with another value. A setting without it must be above 0, and a whole number so at least 1: a zero, which often
 * means that nothing goes on any more, has to be allowed explicitly.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Range {
    double from();

    double to() default Double.POSITIVE_INFINITY;

    /** Whether neither end is allowed itself. */
    boolean open() default false;
}
