package org.seiplatform.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.springframework.stereotype.Component;

/**
 * Tells browsers to trust an answer with nothing, before anything can answer: refusals have the same headers. What may be kept is for
 * the answers themselves to say; those that say nothing are not cached.
 */
@Component
class SecurityHeadersFilter extends OrderedFilter {

    /** JSON documents load nothing and are not embedded. */
    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The page of Swagger UI needs its own scripts and styles, and calls the API. */
    private static final String OWN_SCRIPTS = "default-src 'none'; connect-src 'self'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private static final String PAGES = "/swagger-ui";

    /** The same for everybody, and fetched from other hosts where a CDN is. */
    private static final String FILES = "/static/";

    private final HttpProperties properties;
    private final PublicAddress address;

    SecurityHeadersFilter(HttpProperties properties, PublicAddress address) {
        super(FilterOrder.SECURITY_HEADERS);
        this.properties = properties;
        this.address = address;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader(
                "Cross-Origin-Resource-Policy",
                request.getRequestURI().startsWith(FILES) ? "cross-origin" : "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader(
                "Content-Security-Policy", request.getRequestURI().startsWith(PAGES) ? OWN_SCRIPTS : NOTHING);
        // Browsers ignore HSTS over plain HTTP.
        if ((request.isSecure() || address.isHttps()) && properties.hstsMaxAge().isPositive()) {
            response.setHeader(
                    "Strict-Transport-Security",
                    "max-age=" + properties.hstsMaxAge().toSeconds());
        }
        chain.doFilter(request, response);
    }
}
