package org.seiplatform.platform.pattern;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A regular expression that can be a {@link TextPattern}. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RegularExpression.Validator.class)
public @interface RegularExpression {

    String message() default "must be a regular expression";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compiles it, and says why that cannot be done. */
    class Validator implements ConstraintValidator<RegularExpression, String> {

        @Override
        public boolean isValid(@Nullable String pattern, ConstraintValidatorContext context) {
            if (pattern == null) {
                return true;
            }
            try {
                TextPattern.compileWithoutCase(pattern);
                return true;
            } catch (IllegalArgumentException refused) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(Objects.requireNonNull(refused.getMessage()))
                        .addConstraintViolation();
                return false;
            }
        }
    }
}
