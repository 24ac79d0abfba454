package org.seiplatform.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.observability.RequestId;

/**
 * The body of every error (RFC 9457).
 *
 * @param type address of the page about this type of problem
 * @param title the type in a few words, always the same
 * @param detail what happened this time
 * @param code the type for programs
 * @param requestId the request, as it is called in the service's log
 * @param errorId the line of the service's log that says more; left out when the service is not to blame
 * @param errors what is wrong with which field; left out when no field is to blame
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "request_id", "error_id", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String errorId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    static Problem of(ProblemException exception) {
        return of(exception, RequestId.current());
    }

    static Problem of(ProblemException exception, String requestId) {
        ProblemType type = exception.type();
        return new Problem(
                type.uri().toString(),
                type.title(),
                type.status().value(),
                exception.detail(),
                type.code(),
                requestId,
                exception.errorId(),
                exception.errors());
    }
}
