package org.seiplatform.platform.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Names each request before anything else sees it, and says the name in the answer. */
@Component
class RequestIdFilter extends OrderedFilter {

    RequestIdFilter() {
        super(FilterOrder.REQUEST_ID);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = request.getAttribute(RequestId.ATTRIBUTE) instanceof String known
                ? known
                : RequestId.accept(request.getHeader(RequestId.HEADER));
        request.setAttribute(RequestId.ATTRIBUTE, id);
        response.setHeader(RequestId.HEADER, id);
        MDC.put(RequestId.MDC_KEY, id);
        String trace = TraceId.of(request.getHeader(TraceId.HEADER));
        if (trace != null) {
            MDC.put(TraceId.MDC_KEY, trace);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(RequestId.MDC_KEY);
            MDC.remove(TraceId.MDC_KEY);
        }
    }

    /** A request that goes on in another thread, or ends as an error, keeps its id there. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
