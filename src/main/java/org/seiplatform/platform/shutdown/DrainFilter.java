package org.seiplatform.platform.shutdown;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Ends connections with their next answer once the end has begun. A proxy that kept one open would send a request on it at the very
 * moment in which it is closed, and could not know whether the request was carried out.
 */
@Component
class DrainFilter extends OrderedFilter {

    private final Shutdown shutdown;

    DrainFilter(Shutdown shutdown) {
        super(FilterOrder.DRAIN);
        this.shutdown = shutdown;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (shutdown.hasBegun()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }
}
