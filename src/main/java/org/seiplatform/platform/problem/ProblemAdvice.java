package org.seiplatform.platform.problem;

import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/** Answers every exception of a request with a problem of the catalogue. Only unexpected exceptions are logged, once. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private final DatabaseProblems databaseProblems;
    private final RecordedErrors errors;

    ProblemAdvice(DatabaseProblems databaseProblems, RecordedErrors errors) {
        this.databaseProblems = databaseProblems;
        this.errors = errors;
    }

    @ExceptionHandler
    ResponseEntity<Problem> known(ProblemException problem) {
        return ProblemResponses.entity(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadableBody(HttpMessageNotReadableException exception) {
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return ProblemResponses.entity(problem);
            }
            if (cause instanceof JacksonException json) {
                return ProblemResponses.entity(JsonProblems.of(json));
            }
        }
        return ProblemResponses.entity(
                new ProblemException(ProblemType.MALFORMED_JSON, "The body is missing or cannot be read."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalidBody(MethodArgumentNotValidException exception) {
        return ProblemResponses.entity(ValidationProblems.of(exception.getBindingResult()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalidParameter(HandlerMethodValidationException exception) {
        return exception.isForReturnValue()
                ? unexpected(exception)
                : ProblemResponses.entity(ValidationProblems.of(exception));
    }

    /** What is not even shaped like an identifier names nothing: the same answer as for an identifier that nothing has. */
    @ExceptionHandler
    ResponseEntity<Problem> mistypedParameter(MethodArgumentTypeMismatchException exception) {
        if (exception.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return ProblemResponses.entity(ProblemException.notFound("resource"));
        }
        return ProblemResponses.entity(ProblemException.invalid(
                "?" + ValidationProblems.snakeCase(exception.getName()),
                JsonProblems.expectation(exception.getRequiredType())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missingParameter(MissingServletRequestParameterException exception) {
        return ProblemResponses.entity(ProblemException.invalid("?" + exception.getParameterName(), "is required"));
    }

    @ExceptionHandler
    ResponseEntity<Problem> refusedRow(DataIntegrityViolationException exception) {
        Optional<ProblemException> problem = databaseProblems.of(exception);
        return problem.map(ProblemResponses::entity).orElseGet(() -> unexpected(exception));
    }

    @ExceptionHandler
    ResponseEntity<Problem> staleVersion(OptimisticLockingFailureException exception) {
        return ProblemResponses.entity(new ProblemException(
                ProblemType.PRECONDITION_FAILED, "Someone else changed it at the same time; read it again."));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Problem> unavailable(Exception exception) {
        return ProblemResponses.entity(errors.unavailable(
                "Try again in a moment. A change may have been made all the same; to repeat it does no harm.",
                exception));
    }

    /** The servlet container decodes parameters when the first one is asked for. */
    @ExceptionHandler
    ResponseEntity<Problem> undecodableParameters(InvalidParameterException exception) {
        return ProblemResponses.entity(new ProblemException(
                ProblemType.MALFORMED_REQUEST, "The query parameters cannot be decoded, or are too many."));
    }

    /** The firewall of the filter chain looks at a header when it is asked for, which may be as late as here. */
    @ExceptionHandler
    ResponseEntity<Problem> rejectedText(RequestRejectedException exception) {
        return ProblemResponses.entity(new ProblemException(
                ProblemType.MALFORMED_REQUEST, "A header or a parameter has characters that are not allowed."));
    }

    /** Null if the client has disconnected: no response can be sent. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> anythingElse(Exception exception) {
        if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
            return null;
        }
        if (exception instanceof ErrorResponse response
                && !response.getStatusCode().isSameCodeAs(HttpStatusCode.valueOf(500))) {
            ProblemType type = ProblemType.of(response.getStatusCode());
            return ProblemResponses.entity(new ProblemException(type, detail(type)), response.getHeaders());
        }
        return DatabaseOutage.causes(exception) ? unavailable(exception) : unexpected(exception);
    }

    private ResponseEntity<Problem> unexpected(Exception exception) {
        return ProblemResponses.entity(errors.unexpected(exception));
    }

    /** What can be said of a problem of which only the status is known. */
    static String detail(ProblemType type) {
        return switch (type) {
            case INTERNAL_ERROR -> "The error has been recorded; tell its id to whoever runs the service.";
            case NOT_FOUND -> "Nothing answers at this address.";
            case METHOD_NOT_ALLOWED -> "The header Allow lists the methods that this address supports.";
            case NOT_ACCEPTABLE -> "This address answers JSON; let the header Accept include application/json.";
            case UNSUPPORTED_MEDIA_TYPE -> "The header Accept of this answer lists the media types that can be sent.";
            default -> type.title() + ".";
        };
    }
}
