package org.seiplatform.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The name of a host, with its port where that is not a usual one. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HostName.Validator.class)
public @interface HostName {

    String message() default "must be the name of a host, such as gitlab.example.org or gitlab.example.org:8443";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts what {@link HostNames} can write in its one way. */
    class Validator implements ConstraintValidator<HostName, String> {

        @Override
        public boolean isValid(@Nullable String host, ConstraintValidatorContext context) {
            return host == null || HostNames.canonical(host).isPresent();
        }
    }
}
