package org.seiplatform.platform.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.security.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;

/**
 * Identifies a cacheable response.
 *
 * @param value the same for the same request of the same organization, in whatever order its parameters come
 * @param organization the id of the organization that asks
 * @param minute the minute since 1970 in which it is asked; {@link #TIMELESS} where that makes no difference
 */
record CacheKey(String value, String organization, ResponseKind kind, long minute) {

    static final long TIMELESS = -1;

    private static final long SECONDS_OF_MINUTE = 60;

    /** Null if the answer is not to be kept: an operator asks about any organization, and few ask for anything but JSON. */
    static @Nullable CacheKey of(HttpServletRequest request, CacheableResponse answer, Instant now) {
        UUID organization = organization(request);
        if (organization == null
                || !request.getMethod().equals("GET")
                || request.getDispatcherType() != DispatcherType.REQUEST
                || !acceptsJson(request.getHeader(HttpHeaders.ACCEPT))) {
            return null;
        }
        boolean timeless = !answer.timelessWith().isEmpty() && request.getParameter(answer.timelessWith()) != null;
        return new CacheKey(
                key(organization, request.getRequestURI(), request.getParameterMap()),
                organization.toString(),
                answer.value(),
                timeless ? TIMELESS : now.getEpochSecond() / SECONDS_OF_MINUTE);
    }

    private static @Nullable UUID organization(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof Caller caller
                ? caller.organizationId()
                : null;
    }

    private static boolean acceptsJson(@Nullable String accept) {
        return accept == null || accept.contains("*/*") || accept.contains("application/json");
    }

    private static String key(UUID organization, String path, Map<String, String[]> parameters) {
        StringBuilder text = new StringBuilder(200);
        append(text, organization.toString());
        append(text, path);
        new TreeMap<>(parameters).forEach((name, values) -> {
            append(text, name);
            for (String value : values) {
                append(text.append('='), value);
            }
        });
        return prefix(organization)
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(sha256().digest(text.toString().getBytes(UTF_8)));
    }

    /** What the keys of all questions of an organization begin with, and of no other. */
    static String prefix(UUID organization) {
        return organization + ":";
    }

    /** With its length, so that no two lists of texts look alike. */
    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
