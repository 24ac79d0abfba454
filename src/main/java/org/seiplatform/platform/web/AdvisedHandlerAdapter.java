package org.seiplatform.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Calls handlers with the {@link HandlerAdvice} that stands around them, if one does. */
final class AdvisedHandlerAdapter extends RequestMappingHandlerAdapter {

    private final SingletonSupplier<List<HandlerAdvice>> advice;

    AdvisedHandlerAdapter(ObjectProvider<HandlerAdvice> advice) {
        this.advice = SingletonSupplier.of(() -> advice.stream().toList());
    }

    @Override
    protected @Nullable ModelAndView handleInternal(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
        HandlerAdvice around = around(handler);
        if (around == null) {
            return super.handleInternal(request, response, handler);
        }
        around.answer(request, response, handler, (asked, answered) -> super.handleInternal(asked, answered, handler));
        return null;
    }

    private @Nullable HandlerAdvice around(HandlerMethod handler) {
        return advice.obtain().stream()
                .filter(candidate -> candidate.isFor(handler))
                .findFirst()
                .orElse(null);
    }
}
