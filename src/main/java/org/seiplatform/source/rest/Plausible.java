package org.seiplatform.source.rest;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time at which software can have been made: from 1970, before which no commit can be dated, to 2100. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Plausible.Validator.class)
@interface Plausible {

    /** The message for a time that decides between states: one ahead of the clock would win until then. */
    String NOT_IN_FUTURE = "must not lie in the future";

    String message() default "must lie in the years from 1970 to 2100";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the range. */
    class Validator implements ConstraintValidator<Plausible, Instant> {

        private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

        @Override
        public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
            return instant == null || (!instant.isBefore(Instant.EPOCH) && instant.isBefore(END));
        }
    }
}
