package org.seiplatform.platform.cache;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.seiplatform.platform.cache.ResponseCache.Computed;
import org.seiplatform.platform.cache.ResponseCache.Found;
import org.seiplatform.platform.resilience.ResiliencePolicy;
import org.seiplatform.platform.web.HandlerAdvice;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Answers requests for {@link CacheableResponse} endpoints from the cache, which keeps the bytes of responses. */
final class CachedEndpoints implements HandlerAdvice {

    private static final int TAG_BYTES = 16;

    private final ResponseCache cache;
    private final ResiliencePolicy database;
    private final Clock clock;

    CachedEndpoints(ResponseCache cache, ResiliencePolicy database, Clock clock) {
        this.cache = cache;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean isFor(HandlerMethod handler) {
        return handler.hasMethodAnnotation(CacheableResponse.class);
    }

    @Override
    public void answer(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler, HandlerCall call)
            throws Exception {
        CacheableResponse cached = handler.getMethodAnnotation(CacheableResponse.class);
        CacheKey key = cached == null ? null : CacheKey.of(request, cached, clock.instant());
        if (key == null) {
            call.proceed(request, response);
            return;
        }
        // A read may be repeated.
        Found found = cache.find(key, () -> database.repeat(() -> compute(request, response, call)));
        if (found.answer() != null) {
            CachedResponseWriter.write(found.answer(), found.status(), clock.instant(), response);
        }
    }

    private static Optional<Computed> compute(
            HttpServletRequest request, HttpServletResponse response, HandlerCall call) throws Exception {
        ContentCachingResponseWrapper buffered = new ContentCachingResponseWrapper(response);
        call.proceed(request, buffered);
        String contentType = buffered.getContentType();
        if (buffered.getStatus() != HttpServletResponse.SC_OK || contentType == null) {
            buffered.copyBodyToResponse();
            return Optional.empty();
        }
        byte[] body = buffered.getContentAsByteArray();
        String link = buffered.getHeader(HttpHeaders.LINK);
        return Optional.of(new Computed(contentType, entityTag(body), link == null ? "" : link, body));
    }

    private static String entityTag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
