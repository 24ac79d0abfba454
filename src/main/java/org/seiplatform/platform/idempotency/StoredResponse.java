package org.seiplatform.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** The answer to a request that succeeded, to be given again. */
record StoredResponse(int status, Map<String, String> headers, String body) {

    private static final List<String> HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL);

    /** Tells the caller that nothing was done this time. */
    private static final String REPLAYED = "Idempotent-Replayed";

    StoredResponse {
        headers = Map.copyOf(headers);
    }

    static StoredResponse of(ContentCachingResponseWrapper response) {
        return new StoredResponse(
                response.getStatus(),
                HEADERS.stream()
                        .filter(name -> response.getHeader(name) != null)
                        .collect(Collectors.toMap(
                                name -> name, name -> Objects.requireNonNull(response.getHeader(name)))),
                new String(response.getContentAsByteArray(), UTF_8));
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    void replay(HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
