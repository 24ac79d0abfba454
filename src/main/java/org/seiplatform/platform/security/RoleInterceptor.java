package org.seiplatform.platform.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request through to its handler only if the caller's role includes the one that the handler declares. It stands between
 * routing and the reading of parameters, so that error messages about input reveal nothing to callers without the role.
 */
class RoleInterceptor implements HandlerInterceptor {

    private final ApplicationEventPublisher events;

    RoleInterceptor(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // What goes on in another thread, or ends as an error, has been let in before.
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod method) {
            try {
                check(method);
            } catch (ProblemException problem) {
                events.publishEvent(new AccessDenied(
                        caller(),
                        request.getMethod(),
                        request.getRequestURI(),
                        problem.type().code(),
                        request.getRemoteAddr()));
                throw problem;
            }
        }
        return true;
    }

    private static @Nullable Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }

    private static void check(HandlerMethod method) {
        if (Authorization.isPublic(method)) {
            return;
        }
        Caller caller = caller();
        if (caller == null) {
            throw new ProblemException(
                    ProblemType.UNAUTHORIZED,
                    "Send an API key in X-API-Key, or a key or token in Authorization: Bearer.");
        }
        Role required = Authorization.requiredRole(method);
        if (required == null) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This endpoint is open to nobody.");
        }
        if (!caller.role().includes(required)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "This needs the role " + required.code() + "; yours is "
                            + caller.role().code() + ".");
        }
    }
}
