package org.seiplatform.platform.shutdown;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.seiplatform.platform.web.FilterOrder;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends connections with their next answer once the end has begun. A proxy that kept one open would send a request on it at the very
 * moment in which it is closed, and could not know whether the request was carried out.
 */
@Component
@Order(FilterOrder.DRAIN)
class DrainFilter extends OncePerRequestFilter {

    private final Shutdown shutdown;

    DrainFilter(Shutdown shutdown) {
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
