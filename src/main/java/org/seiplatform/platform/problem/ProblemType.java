package org.seiplatform.platform.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The catalogue of problems that the API answers. Each has a page in {@code docs/problems/}.
 *
 * <p>Input that cannot be read at all is a 400; input that can be read but breaks a rule is a 422. An object that the caller may
 * not know of is a 404, never a 403.
 */
public enum ProblemType {
    MALFORMED_REQUEST("Malformed request", HttpStatus.BAD_REQUEST),
    MALFORMED_JSON("Malformed JSON", HttpStatus.BAD_REQUEST),
    INVALID_CURSOR("Invalid cursor", HttpStatus.BAD_REQUEST),
    UNAUTHORIZED("Authentication required", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("Permission denied", HttpStatus.FORBIDDEN),
    NOT_FOUND("Not found", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("Method not allowed", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("Not acceptable", HttpStatus.NOT_ACCEPTABLE),
    CONFLICT("Conflict with an existing resource", HttpStatus.CONFLICT),
    ORGANIZATION_NOT_EMPTY("Organization not empty", HttpStatus.CONFLICT),
    DEVELOPER_IN_USE("Developer in use", HttpStatus.CONFLICT),
    DEVELOPER_ERASED("Developer erased", HttpStatus.CONFLICT),
    IDEMPOTENCY_KEY_IN_USE("Idempotency key in use", HttpStatus.CONFLICT),
    PRECONDITION_FAILED("Precondition failed", HttpStatus.PRECONDITION_FAILED),
    PAYLOAD_TOO_LARGE("Request body too large", HttpStatus.CONTENT_TOO_LARGE),
    REQUEST_TIMEOUT("Request timeout", HttpStatus.REQUEST_TIMEOUT),
    URI_TOO_LONG("URI too long", HttpStatus.URI_TOO_LONG),
    UNSUPPORTED_MEDIA_TYPE("Unsupported media type", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    VALIDATION_FAILED("Validation failed", HttpStatus.UNPROCESSABLE_CONTENT),
    IDEMPOTENCY_KEY_REUSED("Idempotency key reused", HttpStatus.UNPROCESSABLE_CONTENT),
    PERIOD_TOO_LONG("Period too long", HttpStatus.UNPROCESSABLE_CONTENT),
    PRECONDITION_REQUIRED("Precondition required", HttpStatus.PRECONDITION_REQUIRED),
    HEADERS_TOO_LARGE("Request headers too large", HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    RATE_LIMITED("Rate limit exceeded", HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL_ERROR("Internal error", HttpStatus.INTERNAL_SERVER_ERROR),
    NOT_IMPLEMENTED("Method not implemented", HttpStatus.NOT_IMPLEMENTED),
    HTTP_VERSION_NOT_SUPPORTED("HTTP version not supported", HttpStatus.HTTP_VERSION_NOT_SUPPORTED),
    UNAVAILABLE("Service unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    OVERLOADED("Service overloaded", HttpStatus.SERVICE_UNAVAILABLE);

    private final String title;
    private final HttpStatus status;

    ProblemType(String title, HttpStatus status) {
        this.title = title;
        this.status = status;
    }

    /** The type that stands for all problems of this status, for errors that were raised by status alone. */
    static ProblemType of(HttpStatusCode status) {
        return Arrays.stream(values())
                .filter(type -> type.status.value() == status.value())
                .findFirst()
                .orElse(status.is5xxServerError() ? INTERNAL_ERROR : MALFORMED_REQUEST);
    }

    /** The name in addresses: lower case with hyphens. */
    public String slug() {
        return code().replace('_', '-');
    }

    /** The name that programs compare: lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The address of its page, relative to the service, which serves these pages. */
    public URI uri() {
        return URI.create("/problems/" + slug());
    }

    public String title() {
        return title;
    }

    public HttpStatus status() {
        return status;
    }
}
