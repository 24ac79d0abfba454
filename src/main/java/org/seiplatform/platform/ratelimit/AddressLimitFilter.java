package org.seiplatform.platform.ratelimit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.ratelimit.TokenBuckets.Limited;
import org.seiplatform.platform.ratelimit.TokenBuckets.Subject;
import org.seiplatform.platform.security.PresentedKey;

/**
 * Limits anonymous requests by client address, before any look-up. Requests with an API key are limited per key, and by
 * {@link LockoutFilter} if it is wrong; requests with a token count against the address until the token is verified. Webhooks are
 * authenticated later, by their signature.
 */
class AddressLimitFilter extends OrderedFilter {

    private static final String WEBHOOKS = "/api/v1/webhooks/";

    private final RateLimitProperties properties;
    private final TokenBuckets buckets;
    private final ProblemResponses responses;

    AddressLimitFilter(RateLimitProperties properties, TokenBuckets buckets, ProblemResponses responses) {
        super(FilterOrder.ADDRESS_LIMIT);
        this.properties = properties;
        this.buckets = buckets;
        this.responses = responses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Decoded, as who answers sees it: there is more than one way to write it.
        boolean webhook = request.getServletPath().startsWith(WEBHOOKS);
        if (!webhook && PresentedKey.of(request) != null) {
            chain.doFilter(request, response);
            return;
        }
        Limited limited = new Limited(
                new Subject(webhook ? "webhook" : "anonymous", LockoutFilter.network(request.getRemoteAddr())),
                webhook ? properties.webhook() : properties.anonymous());
        try {
            RateLimitHeaders.apply(buckets.take(List.of(limited), 1), response);
        } catch (ProblemException problem) {
            responses.write(response, problem);
            return;
        }
        chain.doFilter(request, response);
        if (!webhook && request.getAttribute(LockoutFilter.AUTHENTICATED) != null) {
            buckets.refund(limited, 1);
        }
    }
}
