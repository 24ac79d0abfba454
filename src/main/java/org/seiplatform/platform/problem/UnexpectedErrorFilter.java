package org.seiplatform.platform.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers exceptions of filters as {@link ProblemAdvice} does those of controllers, before the container logs them its own way. */
@Component
class UnexpectedErrorFilter extends OrderedFilter {

    private final RecordedErrors errors;
    private final ProblemResponses responses;

    UnexpectedErrorFilter(RecordedErrors errors, ProblemResponses responses) {
        super(FilterOrder.ERRORS);
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
