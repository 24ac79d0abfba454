package org.seiplatform.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;

/**
 * Stands around the calls of handlers: after all that decides whether the caller may ask, before parameters are read and anything is
 * looked up.
 */
public interface HandlerAdvice {

    boolean isFor(HandlerMethod handler);

    /** Answers the request, with the handler's help or without. */
    void answer(HttpServletRequest request, HttpServletResponse response, HandlerMethod handler, HandlerCall call)
            throws Exception;

    /** The call of the handler. */
    @FunctionalInterface
    interface HandlerCall {

        void proceed(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }
}
