package org.seiplatform.platform.query;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares query parameters that are read by other means than {@code @RequestParam}: on the type of a handler's argument, on an
 * annotation of one, or on an annotation of the handler.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ReadsQuery {

    /** Names of parameters. */
    String[] value();

    /** Those of them that may be given several times. */
    String[] several() default {};
}
