package org.seiplatform.platform.cache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The answer of this endpoint may be kept: it depends on the address asked for, the caller's organization, the organization's data,
 * and at the most on the minute in which it is asked. It is the same for all callers of an organization who may ask.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CacheableResponse {

    ResponseKind value();

    /** The query parameter that, when it is given, makes the answer independent of the time; empty if none does. */
    String timelessWith() default "";
}
