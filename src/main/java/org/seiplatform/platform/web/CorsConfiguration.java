package org.seiplatform.platform.web;

import java.io.IOException;
import java.util.List;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of other origins call the API, where some are configured. There are no cookies to protect: a page still
 * needs a key or token.
 */
@Configuration(proxyBeanMethods = false)
class CorsConfiguration {

    private static final String API = "/api/**";
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> SENT = List.of(
            HttpHeaders.AUTHORIZATION,
            "X-API-Key",
            HttpHeaders.ACCEPT,
            HttpHeaders.CONTENT_TYPE,
            "Idempotency-Key",
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            "X-Request-Id",
            "traceparent");
    private static final List<String> READ = List.of(
            HttpHeaders.ETAG,
            "Idempotent-Replayed",
            HttpHeaders.LINK,
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WARNING,
            "RateLimit",
            "RateLimit-Policy",
            "X-Request-Id");

    @Bean
    @Conditional(OriginsAllowed.class)
    FilterRegistrationBean<CorsFilter> cors(CorsProperties properties, ProblemResponses responses) {
        var allowed = new org.springframework.web.cors.CorsConfiguration();
        allowed.setAllowedOrigins(properties.allowedOrigins());
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(SENT);
        allowed.setExposedHeaders(READ);
        allowed.setMaxAge(properties.maxAge());
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration(API, allowed);
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new ProblemCorsProcessor(responses));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(FilterOrder.CORS.value());
        return registration;
    }

    /** Refuses in the language of all refusals. */
    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {

        private final ProblemResponses responses;

        private ProblemCorsProcessor(ProblemResponses responses) {
            this.responses = responses;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            if (response instanceof ServletServerHttpResponse answer) {
                responses.write(
                        answer.getServletResponse(),
                        new ProblemException(
                                ProblemType.FORBIDDEN, "Pages of this origin may not call the API in this way."));
            }
        }
    }
}
