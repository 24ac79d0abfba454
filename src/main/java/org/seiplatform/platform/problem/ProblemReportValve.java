package org.seiplatform.platform.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.observability.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests that the servlet container refused before any filter saw them, such as a malformed address. */
class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    /** What the container says when the line of the request, or its headers, are longer than what it reads. */
    private static final String TOO_LARGE =
            StringManager.getManager("org.apache.coyote.http11").getString("iib.requestheadertoolarge.error");

    private final JsonMapper json;

    ProblemReportValve(JsonMapper json) {
        this.json = json;
    }

    /** The container says of everything that it cannot read that it is a bad request. */
    private static ProblemType type(Request request, Response response, @Nullable Throwable throwable) {
        boolean tooLarge = throwable != null && TOO_LARGE.equals(throwable.getMessage());
        if (tooLarge && request.getCoyoteRequest().requestURI().isNull()) {
            return ProblemType.URI_TOO_LONG;
        }
        return tooLarge || hasTooManyHeaders(request)
                ? ProblemType.HEADERS_TOO_LARGE
                : ProblemType.of(HttpStatusCode.valueOf(response.getStatus()));
    }

    private static boolean hasTooManyHeaders(Request request) {
        return request.getConnector().getProperty("maxHeaderCount") instanceof Integer maximum
                && maximum > 0
                && request.getCoyoteRequest().getMimeHeaders().size() >= maximum;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = type(request, response, throwable);
        String requestId = RequestId.accept(request.getHeader(RequestId.HEADER));
        Problem problem = Problem.of(new ProblemException(type, ProblemAdvice.detail(type)), requestId);
        try {
            response.setStatus(problem.status());
            response.setHeader(RequestId.HEADER, requestId);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(problem));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            log.debug("The caller did not wait for the answer", gone);
        }
    }
}
