package org.seiplatform.platform.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns problems into answers, for controllers and for filters, which have no message converters. */
@Component
public class ProblemResponses {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    /** Writes the answer to a request that never reached a controller; does nothing once the answer has begun. */
    public void write(HttpServletResponse response, ProblemException problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json.writeValueAsBytes(Problem.of(problem));
        response.resetBuffer();
        response.setStatus(problem.type().status().value());
        headers(problem.type()).forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static ResponseEntity<Problem> entity(ProblemException problem) {
        return entity(problem, HttpHeaders.EMPTY);
    }

    static ResponseEntity<Problem> entity(ProblemException problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.type().status())
                .headers(headers)
                .headers(headers(problem.type()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(problem));
    }

    private static HttpHeaders headers(ProblemType type) {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.noStore());
        switch (type) {
            case UNAUTHORIZED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"sei\"");
            case UNAVAILABLE, OVERLOADED -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            // The rest of a body that comes too slowly is not waited for.
            case REQUEST_TIMEOUT -> headers.set(HttpHeaders.CONNECTION, "close");
            default -> {}
        }
        return headers;
    }
}
