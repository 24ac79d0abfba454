package org.seiplatform.platform.problem;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestBody;

/** Translates broken bean-validation constraints into errors that name fields as the caller wrote them. */
public final class ValidationProblems {

    private static final Comparator<FieldError> ORDER =
            Comparator.comparing(FieldError::pointer).thenComparing(FieldError::message);

    private ValidationProblems() {}

    /** What is wrong with an object that was validated by hand. */
    public static ProblemException of(Collection<? extends ConstraintViolation<?>> violations) {
        return ProblemException.invalid(violations.stream()
                .map(violation ->
                        new FieldError(pointer(violation.getPropertyPath().toString()), violation.getMessage()))
                .sorted(ORDER)
                .toList());
    }

    static ProblemException of(BindingResult result) {
        return ProblemException.invalid(bodyErrors(result).toList());
    }

    static ProblemException of(MethodValidationResult result) {
        return ProblemException.invalid(result.getParameterValidationResults().stream()
                .flatMap(ValidationProblems::errors)
                .toList());
    }

    private static Stream<FieldError> errors(ParameterValidationResult result) {
        MethodParameter parameter = result.getMethodParameter();
        if (result instanceof ParameterErrors errors && parameter.hasParameterAnnotation(RequestBody.class)) {
            return bodyErrors(errors);
        }
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            String pointer = result.getContainerIndex() == null ? "" : "/" + result.getContainerIndex();
            return messages(result).map(message -> new FieldError(pointer, message));
        }
        String name = snakeCase(Objects.requireNonNullElse(parameter.getParameterName(), ""));
        return messages(result).map(message -> FieldError.parameter(name, message));
    }

    private static Stream<String> messages(ParameterValidationResult result) {
        return result.getResolvableErrors().stream()
                .map(error -> Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid"));
    }

    private static Stream<FieldError> bodyErrors(Errors errors) {
        Stream<FieldError> fields = errors.getFieldErrors().stream()
                .map(error -> new FieldError(pointer(error.getField()), message(error.getDefaultMessage())));
        Stream<FieldError> whole =
                errors.getGlobalErrors().stream().map(error -> new FieldError("", message(error.getDefaultMessage())));
        return Stream.concat(fields, whole).sorted(ORDER).distinct();
    }

    private static String message(@Nullable String message) {
        return Objects.requireNonNullElse(message, "is not valid");
    }

    /** {@code commits[0].authoredAt} is {@code /commits/0/authored_at} to the caller. */
    static String pointer(String path) {
        return "/"
                + String.join(
                        "/",
                        Stream.of(path.replaceAll("\\.<[^>]*>|]", "").split("[.\\[]"))
                                .map(ValidationProblems::snakeCase)
                                .toList());
    }

    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
