package org.seiplatform.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name that people can see: not blank, not made of invisible characters alone, and without control characters. */
@Pattern(regexp = Visible.PATTERN)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Visible {

    /**
     * Somewhere a character that leaves a mark: no control, format, separator or combining character, and none of the letters and
     * symbols that are drawn as nothing (the fillers of Hangul, the empty pattern of Braille).
     */
    String PATTERN = "\\P{Cc}*[^\\p{C}\\p{Z}\\p{M}\\u115f\\u1160\\u3164\\uffa0\\u2800]\\P{Cc}*";

    String message() default "must have a visible character, and no control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
