package org.seiplatform.platform.ratelimit;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.ratelimit.TokenBuckets.Decision;
import org.springframework.http.HttpHeaders;

/** Tells callers how much they have left: {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers). */
final class RateLimitHeaders {

    private RateLimitHeaders() {}

    /** @throws ProblemException {@code rate_limited} where the request is refused; its {@code Retry-After} is set already */
    static void apply(Decision decision, HttpServletResponse response) {
        Limit limit = decision.limit();
        long wait = roundedUp(decision.delay());
        response.setHeader(
                "RateLimit-Policy",
                "\"" + decision.policy() + "\";q=" + limit.requests() + ";w="
                        + Math.max(1, limit.per().toSeconds()));
        response.setHeader(
                "RateLimit", "\"" + decision.policy() + "\";r=" + Math.max(0, decision.remaining()) + ";t=" + wait);
        if (!decision.allowed()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait)));
            throw new ProblemException(
                    ProblemType.RATE_LIMITED,
                    "The limit \"" + decision.policy() + "\" is " + limit.requests() + " requests in " + limit.per()
                            + "; more are let through in " + Math.max(1, wait) + " s.");
        }
    }

    private static long roundedUp(Duration delay) {
        return delay.toSeconds() + (delay.getNano() > 0 ? 1 : 0);
    }
}
