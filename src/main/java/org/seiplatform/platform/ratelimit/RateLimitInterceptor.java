package org.seiplatform.platform.ratelimit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.seiplatform.platform.ratelimit.TokenBuckets.Limited;
import org.seiplatform.platform.ratelimit.TokenBuckets.Subject;
import org.seiplatform.platform.security.Caller;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Limits callers who have proved who they are: each key, and all of an organization together. */
class RateLimitInterceptor implements HandlerInterceptor {

    private final RateLimitProperties properties;
    private final TokenBuckets buckets;

    RateLimitInterceptor(RateLimitProperties properties, TokenBuckets buckets) {
        this.properties = properties;
        this.buckets = buckets;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && authentication != null
                && authentication.getPrincipal() instanceof Caller caller) {
            RateLimitHeaders.apply(buckets.take(subjects(caller), cost(handler)), response);
        }
        return true;
    }

    private List<Limited> subjects(Caller caller) {
        UUID organization = caller.organizationId();
        List<Limited> subjects = new ArrayList<>(2);
        // Subjects of tokens are unique within their issuer and thus within the organization, not beyond.
        subjects.add(new Limited(
                new Subject("key", organization + "/" + caller.subject()), properties.keyLimit(organization)));
        if (organization != null) {
            subjects.add(new Limited(
                    new Subject("organization", organization.toString()), properties.organizationLimit(organization)));
        }
        return subjects;
    }

    private static long cost(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return 1;
        }
        RequestCost cost = method.getMethodAnnotation(RequestCost.class);
        if (cost == null) {
            cost = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequestCost.class);
        }
        return cost == null ? 1 : cost.value();
    }
}
