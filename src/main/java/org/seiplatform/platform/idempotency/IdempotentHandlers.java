package org.seiplatform.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.secrets.KeyedHash;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.web.HandlerAdvice;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Answers a request that is repeated under its {@code Idempotency-Key} as it was answered first. */
@Component
class IdempotentHandlers implements HandlerAdvice {

    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final IdempotentExecution once;
    private final KeyedHash hash;

    IdempotentHandlers(IdempotentExecution once, KeyedHash hash) {
        this.once = once;
        this.hash = hash;
    }

    @Override
    public boolean isFor(HandlerMethod handler) {
        return handler.hasMethodAnnotation(AcceptsIdempotencyKey.class);
    }

    @Override
    public void answer(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler, HandlerCall call)
            throws Exception {
        String key = IdempotencyKey.of(request);
        if (key == null) {
            call.proceed(request, response);
            return;
        }
        Caller caller = caller(request);
        // Read before a transaction begins: its sender may be slow.
        byte[] body = request.getInputStream().readAllBytes();
        ContentCachingResponseWrapper buffered = new ContentCachingResponseWrapper(response);
        IdempotentExecution.Outcome outcome =
                once.perform(scope(caller, key), digest(request, body), organization(caller, request), () -> {
                    call.proceed(new RepeatableRequest(request, body), buffered);
                    return StoredResponse.of(buffered);
                });
        if (outcome.repeated()) {
            outcome.answer().replay(response);
        } else {
            buffered.copyBodyToResponse();
        }
    }

    /** Keys of different callers are different keys; only a hash is stored. */
    private byte[] scope(Caller caller, String key) {
        return hashed("idempotency key", caller.subject(), String.valueOf(caller.organizationId()), key);
    }

    private byte[] digest(HttpServletRequest request, byte[] body) {
        return hashed(
                "idempotent request",
                request.getMethod(),
                request.getRequestURI(),
                requireNonNullElse(request.getQueryString(), ""),
                requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), ""),
                HexFormat.of().formatHex(hash.hash("idempotent body", body)));
    }

    private byte[] hashed(String purpose, String... parts) {
        return hash.hash(
                purpose,
                Stream.of(parts)
                        .map(part -> (part.length() + ":" + part).getBytes(UTF_8))
                        .toArray(byte[][]::new));
    }

    /** Whose data the answer is about; an operator names the organization, or means none. */
    private static @Nullable UUID organization(Caller caller, HttpServletRequest request) {
        String named = request.getParameter("organization_id");
        return caller.organizationId() == null
                        && named != null
                        && UUID_FORM.matcher(named).matches()
                ? UUID.fromString(named)
                : caller.organizationId();
    }

    private static Caller caller(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("What accepts a key is open to known callers alone");
    }
}
