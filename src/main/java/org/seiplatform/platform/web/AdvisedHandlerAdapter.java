package org.seiplatform.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Calls the handlers that have a {@link HandlerAdvice} around them; Spring's own adapter calls the others. It stands before that one
 * and not in a filter, because here the handler is known and the interceptors have let the request pass.
 */
@Component
final class AdvisedHandlerAdapter implements HandlerAdapter, Ordered {

    private final RequestMappingHandlerAdapter handlers;
    private final List<HandlerAdvice> advice;

    AdvisedHandlerAdapter(RequestMappingHandlerAdapter handlers, List<HandlerAdvice> advice) {
        this.handlers = handlers;
        this.advice = advice;
    }

    @Override
    public boolean supports(Object handler) {
        return handler instanceof HandlerMethod method && around(method).isPresent();
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        HandlerMethod method = (HandlerMethod) handler;
        around(method)
                .orElseThrow()
                .answer(request, response, method, (asked, answered) -> handlers.handle(asked, answered, method));
        return null;
    }

    private Optional<HandlerAdvice> around(HandlerMethod handler) {
        return advice.stream().filter(candidate -> candidate.isFor(handler)).findFirst();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
