package org.seiplatform.platform.cache;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.cache.AnswerCache.Computed;
import org.seiplatform.platform.cache.AnswerCache.Found;
import org.seiplatform.platform.resilience.Guard;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers from the cache what {@link CachedAnswer} allows to. It stands where a handler is called: after all that decides whether
 * the caller may ask, before parameters are read and anything is looked up, with the answer as bytes on its way back.
 */
final class CachingHandlerAdapter extends RequestMappingHandlerAdapter {

    private static final int TAG_BYTES = 16;

    private final Supplier<AnswerCache> cache;
    private final Supplier<Guard> database;
    private final Clock clock;

    CachingHandlerAdapter(Supplier<AnswerCache> cache, Supplier<Guard> database, Clock clock) {
        this.cache = cache;
        this.database = database;
        this.clock = clock;
    }

    @Override
    protected @Nullable ModelAndView handleInternal(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
        CachedAnswer cached = handler.getMethodAnnotation(CachedAnswer.class);
        Question question = cached == null ? null : Question.of(request, cached, clock.instant());
        if (question == null) {
            return super.handleInternal(request, response, handler);
        }
        // A read may be repeated.
        Found found =
                cache.get().find(question, () -> database.get().repeat(() -> compute(request, response, handler)));
        if (found.answer() != null) {
            AnswerWriter.write(found.answer(), found.origin(), clock.instant(), response);
        }
        return null;
    }

    private Optional<Computed> compute(HttpServletRequest request, HttpServletResponse response, HandlerMethod handler)
            throws Exception {
        ContentCachingResponseWrapper buffered = new ContentCachingResponseWrapper(response);
        super.handleInternal(request, buffered, handler);
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
