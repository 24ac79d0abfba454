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
 * Limits by address who does not say who they are, before anything is looked up for them. Who sends a key is limited by that, so that
 * many may share an address, and {@link LockoutFilter} by wrong ones. Who sends a token costs the address something unless it proves
 * right. Providers of webhooks prove themselves by what they send, later.
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
            buckets.giveBack(limited, 1);
        }
    }
}
