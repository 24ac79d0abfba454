package org.seiplatform.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.problem.RecordedErrors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates by API key, from {@code X-API-Key} or {@code Authorization: Bearer sei_...}. Other bearer tokens are left to who
 * comes after.
 */
class ApiKeyFilter extends OncePerRequestFilter {

    private final ApiKeyAuthenticator authenticator;
    private final ProblemResponses responses;
    private final RecordedErrors errors;
    private final ApplicationEventPublisher events;
    // Where requests that go on in another thread find their caller again.
    private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    ApiKeyFilter(
            ApiKeyAuthenticator authenticator,
            ProblemResponses responses,
            RecordedErrors errors,
            ApplicationEventPublisher events) {
        this.authenticator = authenticator;
        this.responses = responses;
        this.errors = errors;
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(PresentedKey.HEADER);
        String bearer = PresentedKey.bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (header == null && bearer == null) {
            chain.doFilter(request, response);
            return;
        }
        if (header != null && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            responses.write(response, unauthorized("Send one proof of who you are, not two."));
            return;
        }
        Optional<Caller> caller;
        try {
            caller = ApiKeyToken.parse(header != null ? header : String.valueOf(bearer))
                    .flatMap(authenticator::authenticate);
        } catch (DataAccessException exception) {
            responses.write(response, errors.unavailable("Who calls cannot be checked just now.", exception));
            return;
        }
        if (caller.isEmpty()) {
            PresentedKey.markWrong(request);
            events.publishEvent(new AccessDenied(
                    null,
                    request.getMethod(),
                    request.getRequestURI(),
                    ProblemType.UNAUTHORIZED.code(),
                    request.getRemoteAddr()));
            responses.write(response, unauthorized("The API key is unknown, expired or revoked."));
            return;
        }
        remember(caller.get(), request, response);
        chain.doFilter(request, response);
    }

    private void remember(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(ProblemType.UNAUTHORIZED, detail);
    }
}
