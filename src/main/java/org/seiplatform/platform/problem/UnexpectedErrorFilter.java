package org.seiplatform.platform.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.seiplatform.platform.web.FilterOrder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers exceptions of filters as {@link ProblemAdvice} does those of controllers, before the container logs them its own way. */
@Component
@Order(FilterOrder.ERRORS)
class UnexpectedErrorFilter extends OncePerRequestFilter {

    private final RecordedErrors errors;
    private final ProblemResponses responses;

    UnexpectedErrorFilter(RecordedErrors errors, ProblemResponses responses) {
        this.errors = errors;
        this.responses = responses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException exception) {
            if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
                throw exception;
            }
            responses.write(
                    response, exception instanceof ProblemException problem ? problem : errors.unexpected(exception));
        }
    }
}
