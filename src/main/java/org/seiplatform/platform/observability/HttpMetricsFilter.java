package org.seiplatform.platform.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Measures requests, within the span of their trace, which an exemplar then names. */
@Component
class HttpMetricsFilter extends OrderedFilter {

    private static final int FAILED = 500;
    private static final String MEASURED = HttpMetricsFilter.class.getName();

    private final HttpMetrics metrics;

    HttpMetricsFilter(HttpMetrics metrics) {
        super(FilterOrder.HTTP_METRICS);
        this.metrics = metrics;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(MEASURED, true);
        TraceId.remember(request);
        long begin = System.nanoTime();
        // What is thrown out of here ends as an internal error.
        int status = FAILED;
        metrics.begin();
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            metrics.end(request.getMethod(), route(request), status, System.nanoTime() - begin);
        }
    }

    /** Whether a request came as far as this filter. */
    static boolean hasMeasured(HttpServletRequest request) {
        return request.getAttribute(MEASURED) != null;
    }

    /** The template of the address that a request was answered under. */
    static String route(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                        && !pattern.equals("/error")
                ? pattern
                : HttpMetrics.NO_ROUTE;
    }
}
