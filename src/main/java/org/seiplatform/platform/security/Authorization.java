package org.seiplatform.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The authorization that a handler declares. */
public final class Authorization {

    private Authorization() {}

    /**
     * The documentation of the API, which methods an address has, and errors, are for all; the handlers of libraries cannot carry an
     * annotation of ours.
     */
    public static boolean isPublic(HandlerMethod handler) {
        return handler.hasMethodAnnotation(PublicEndpoint.class)
                || ErrorController.class.isAssignableFrom(handler.getBeanType())
                || handler.getBeanType().getEnclosingClass() == RequestMappingInfoHandlerMapping.class
                || handler.getBeanType().getPackageName().startsWith("org.springdoc.");
    }

    /** The role that a handler needs; null if it declares none, which denies all callers unless it is public. */
    public static @Nullable Role requiredRole(HandlerMethod handler) {
        RequiresRole own = handler.getMethodAnnotation(RequiresRole.class);
        RequiresRole declared = own != null
                ? own
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequiresRole.class);
        return declared == null ? null : declared.value();
    }
}
