package org.seiplatform.platform.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The catalogue of everything that the API answers instead of what was asked for. Each has a page in {@code docs/problems/}.
 *
 * <p>Input that cannot be read at all is a 400; input that can be read but breaks a rule is a 422. An object that the caller may
 * not know of is a 404, never a 403.
 */
public enum ProblemType {
    MALFORMED_REQUEST("The request cannot be read", HttpStatus.BAD_REQUEST),
    MALFORMED_JSON("The body is not JSON", HttpStatus.BAD_REQUEST),
    INVALID_CURSOR("The cursor is not one of ours", HttpStatus.BAD_REQUEST),
    UNAUTHORIZED("Who calls is not known", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("The caller's role does not allow this", HttpStatus.FORBIDDEN),
    NOT_FOUND("There is no such thing", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("The method is not supported here", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("None of the accepted media types can be produced", HttpStatus.NOT_ACCEPTABLE),
    CONFLICT("It collides with something that exists", HttpStatus.CONFLICT),
    ORGANIZATION_NOT_EMPTY("The organization still owns something", HttpStatus.CONFLICT),
    DEVELOPER_IN_USE("The developer has a history", HttpStatus.CONFLICT),
    DEVELOPER_ERASED("The developer has been erased", HttpStatus.CONFLICT),
    IDEMPOTENCY_KEY_IN_USE("A request with this key is under way", HttpStatus.CONFLICT),
    PRECONDITION_FAILED("It has changed in the meantime", HttpStatus.PRECONDITION_FAILED),
    PAYLOAD_TOO_LARGE("The body is too large", HttpStatus.CONTENT_TOO_LARGE),
    REQUEST_TIMEOUT("The body came too slowly", HttpStatus.REQUEST_TIMEOUT),
    URI_TOO_LONG("The address is too long", HttpStatus.URI_TOO_LONG),
    UNSUPPORTED_MEDIA_TYPE("The body's media type is not supported", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    VALIDATION_FAILED("The request breaks a rule", HttpStatus.UNPROCESSABLE_CONTENT),
    IDEMPOTENCY_KEY_REUSED("The key belongs to another request", HttpStatus.UNPROCESSABLE_CONTENT),
    PERIOD_TOO_LONG("The period is too long", HttpStatus.UNPROCESSABLE_CONTENT),
    PRECONDITION_REQUIRED("The change must say which version it is meant for", HttpStatus.PRECONDITION_REQUIRED),
    HEADERS_TOO_LARGE("The headers are too large", HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    RATE_LIMITED("More requests than the caller may make", HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL_ERROR("Something went wrong on our side", HttpStatus.INTERNAL_SERVER_ERROR),
    NOT_IMPLEMENTED("The method is not known", HttpStatus.NOT_IMPLEMENTED),
    HTTP_VERSION_NOT_SUPPORTED("The version of HTTP is not supported", HttpStatus.HTTP_VERSION_NOT_SUPPORTED),
    UNAVAILABLE("The service cannot answer just now", HttpStatus.SERVICE_UNAVAILABLE),
    OVERLOADED("There is too much to do", HttpStatus.SERVICE_UNAVAILABLE);

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
