package org.seiplatform.platform.query;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.seiplatform.platform.problem.FieldError;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the operation does not know, each by its name: an answer to a misspelt filter would be one to another
 * question. Also those that are given twice, and text that no stored text can equal and the database would choke on.
 */
class QueryInterceptor implements HandlerInterceptor {

    private static final int MAXIMUM_TOLD = 20;

    private final Map<Method, DeclaredQuery> declared = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod method) {
            check(
                    request.getParameterMap(),
                    declared.computeIfAbsent(method.getMethod(), unknown -> DeclaredQuery.of(method)));
        }
        return true;
    }

    private static void check(Map<String, String[]> parameters, DeclaredQuery declared) {
        List<FieldError> errors = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (!declared.names().contains(name)) {
                errors.add(FieldError.parameter(name, "is not a known parameter"));
            } else if (values.length > 1 && !declared.several().contains(name)) {
                errors.add(FieldError.parameter(name, "must be given once"));
            } else if (String.join("", values).indexOf('\0') >= 0) {
                errors.add(FieldError.parameter(name, "must not contain NUL characters"));
            }
        });
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors.subList(0, Math.min(errors.size(), MAXIMUM_TOLD)));
        }
    }
}
