package org.seiplatform.organization;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A limit between two ratings: 0, or from a thousand-millionth to ten thousand millions, which is three hundred years in seconds.
 * The database holds the same bounds: it writes numbers out, and far larger or smaller ones would be too long to be read again.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RatingLimit.Validator.class)
@interface RatingLimit {

    String message() default "must be 0, or from 0.000000001 to 10000000000";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the bounds. */
    class Validator implements ConstraintValidator<RatingLimit, Double> {

        @Override
        public boolean isValid(@Nullable Double limit, ConstraintValidatorContext context) {
            return limit == null || limit == 0 || (limit >= 1e-9 && limit <= 1e10);
        }
    }
}
