package org.seiplatform.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that no stored text can equal and that the database would choke on. */
class QueryTextInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            throw ProblemException.invalid("?", Scalars.TEXT_RULE);
        }
        return true;
    }
}
