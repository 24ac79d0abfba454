package org.seiplatform.platform.security;

import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.problem.RecordedErrors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Authentication in the filter chain; authorization is declared by each endpoint and held by {@link RoleInterceptor}. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /**
     * The management port is not reachable from outside; what it tells there needs no key, what it changes needs an operator's.
     */
    @Bean
    @Order(1)
    SecurityFilterChain managementSecurity(
            HttpSecurity http,
            ApiKeyAuthenticator authenticator,
            ProblemResponses responses,
            RecordedErrors errors,
            ApplicationEventPublisher events)
            throws Exception {
        return stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .addFilterBefore(new ApiKeyFilter(authenticator, responses, errors, events), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(EndpointRequest.to("health", "info", "prometheus"))
                                .permitAll()
                                .requestMatchers(EndpointRequest.to("loggers"))
                                .access((authentication, request) ->
                                        new AuthorizationDecision(isOperator(authentication.get())))
                                .anyRequest()
                                .denyAll())
                .build();
    }

    private static boolean isOperator(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.getPrincipal() instanceof Caller caller
                && caller.role() == Role.OPERATOR;
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            ApiKeyAuthenticator authenticator,
            ProblemResponses responses,
            RecordedErrors errors,
            ApplicationEventPublisher events,
            ObjectProvider<JwtDecoder> tokens,
            JwtCallers callers)
            throws Exception {
        AuthenticationEntryPoint refusal = (request, response, exception) ->
                responses.write(response, new ProblemException(ProblemType.UNAUTHORIZED, "The token is not valid."));
        stateless(http)
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .addFilterBefore(new ApiKeyFilter(authenticator, responses, errors, events), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        if (tokens.getIfAvailable() != null) {
            http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(callers))
                    .bearerTokenResolver(exceptApiKeys())
                    .authenticationEntryPoint(refusal)
                    .withObjectPostProcessor(unavailableIssuers(responses, errors, refusal)));
        }
        return http.build();
    }

    /** Requests that the firewall of the filter chain finds suspicious, such as one with an encoded slash in its path. */
    @Bean
    RequestRejectedHandler rejectedRequests(ProblemResponses responses) {
        return (request, response, exception) -> responses.write(
                response,
                new ProblemException(
                        ProblemType.MALFORMED_REQUEST, "The address or a header has characters that are not allowed."));
    }

    /**
     * No session, hence no cookie that a foreign page could make a browser send along, hence no protection against forged requests
     * needed. Cross-origin requests stay forbidden, which is what browsers do when nothing allows them.
     */
    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable);
    }

    /** A token that cannot be checked just now is not thereby wrong. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> unavailableIssuers(
            ProblemResponses responses, RecordedErrors errors, AuthenticationEntryPoint refusal) {
        return new ObjectPostProcessor<>() {
            @Override
            public <T extends BearerTokenAuthenticationFilter> T postProcess(T filter) {
                filter.setAuthenticationFailureHandler((request, response, exception) -> {
                    if (exception instanceof AuthenticationServiceException) {
                        responses.write(
                                response, errors.unavailable("Who calls cannot be checked just now.", exception));
                    } else {
                        refusal.commence(request, response, exception);
                    }
                });
                return filter;
            }
        };
    }

    private static BearerTokenResolver exceptApiKeys() {
        BearerTokenResolver tokens = new DefaultBearerTokenResolver();
        return request -> PresentedKey.bearer(request.getHeader(HttpHeaders.AUTHORIZATION)) != null
                ? null
                : tokens.resolve(request);
    }
}
