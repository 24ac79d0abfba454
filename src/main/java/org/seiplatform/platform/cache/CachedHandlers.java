package org.seiplatform.platform.cache;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.seiplatform.platform.cache.AnswerCache.Computed;
import org.seiplatform.platform.cache.AnswerCache.Found;
import org.seiplatform.platform.resilience.ResiliencePolicy;
import org.seiplatform.platform.web.HandlerAdvice;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Answers from the cache what {@link CachedAnswer} allows to; the answer is taken as bytes on its way back. */
final class CachedHandlers implements HandlerAdvice {

    private static final int TAG_BYTES = 16;

    private final AnswerCache cache;
    private final ResiliencePolicy database;
    private final Clock clock;

    CachedHandlers(AnswerCache cache, ResiliencePolicy database, Clock clock) {
        this.cache = cache;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean isFor(HandlerMethod handler) {
        return handler.hasMethodAnnotation(CachedAnswer.class);
    }

    @Override
    public void answer(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler, HandlerCall call)
            throws Exception {
        CachedAnswer cached = handler.getMethodAnnotation(CachedAnswer.class);
        Question question = cached == null ? null : Question.of(request, cached, clock.instant());
        if (question == null) {
            call.proceed(request, response);
            return;
        }
        // A read may be repeated.
        Found found = cache.find(question, () -> database.repeat(() -> compute(request, response, call)));
        if (found.answer() != null) {
            AnswerWriter.write(found.answer(), found.origin(), clock.instant(), response);
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
