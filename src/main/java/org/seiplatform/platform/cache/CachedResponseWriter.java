package org.seiplatform.platform.cache;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.springframework.http.HttpHeaders;

/** Sends stored answers. */
final class CachedResponseWriter {

    private static final String STALE = "110 - \"Response is Stale\"";

    private CachedResponseWriter() {}

    static void write(CachedResponse answer, CacheStatus status, Instant now, HttpServletResponse response)
            throws IOException {
        response.setContentType(answer.contentType());
        response.setHeader(HttpHeaders.ETAG, answer.entityTag());
        if (!answer.link().isEmpty()) {
            response.setHeader(HttpHeaders.LINK, answer.link());
        }
        response.setHeader("Cache-Status", status.status());
        if (status == CacheStatus.STALE) {
            response.setHeader(HttpHeaders.AGE, Long.toString(answer.age(now).toSeconds()));
            response.setHeader(HttpHeaders.WARNING, STALE);
        }
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
