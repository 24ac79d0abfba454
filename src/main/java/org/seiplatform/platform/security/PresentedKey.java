package org.seiplatform.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The API key of a request, from any header that may carry it, so that every key that is tried is counted. */
public final class PresentedKey {

    static final String HEADER = "X-API-Key";
    private static final String SCHEME = "Bearer ";
    private static final String WRONG = PresentedKey.class.getName() + ".WRONG";

    private PresentedKey() {}

    /** Null for a request without a key of ours; it need not be a right one. */
    public static @Nullable String of(HttpServletRequest request) {
        String key = request.getHeader(HEADER);
        return key != null ? key : bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    /** Whether the key of this request was looked up and not found. Other refusals say nothing about it. */
    public static boolean wasWrong(HttpServletRequest request) {
        return request.getAttribute(WRONG) != null;
    }

    static void markWrong(HttpServletRequest request) {
        request.setAttribute(WRONG, true);
    }

    /** Null unless the header {@code Authorization} carries a key of ours. */
    static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return token.startsWith(ApiKeyToken.PREFIX) ? token : null;
    }
}
