package io.facegate.service.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A setting that may not be above another one of its group: a minimum and its maximum. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface AtMost {
    /** The other one's method. */
    String value();
}
