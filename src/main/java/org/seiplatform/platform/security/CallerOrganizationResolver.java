package org.seiplatform.platform.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Finds out which organization the caller acts for. */
@Component
class CallerOrganizationResolver implements HandlerMethodArgumentResolver {

    private final OrganizationDirectory organizations;

    CallerOrganizationResolver(OrganizationDirectory organizations) {
        this.organizations = organizations;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(CallerOrganization.class);
    }

    @Override
    public UUID resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Caller caller = caller(request);
        UUID organization = caller.organization(requested(request.getParameter("organization_id")));
        // The organization of a tenant's key exists as long as the key does.
        if (caller.role() == Role.OPERATOR && !organizations.exists(organization)) {
            throw ProblemException.notFound("organization");
        }
        return organization;
    }

    private static Caller caller(NativeWebRequest request) {
        if (request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("A public endpoint has no caller");
    }

    private static @Nullable UUID requested(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException exception) {
            throw ProblemException.notFound("organization");
        }
    }
}
