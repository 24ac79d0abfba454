package org.seiplatform.platform.security;

import java.util.List;
import org.seiplatform.platform.filter.InterceptorOrder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Holds every handler to what it declares. */
@Configuration(proxyBeanMethods = false)
class SecurityWebConfiguration implements WebMvcConfigurer {

    private final CallerOrganizationResolver callerOrganization;
    private final ApplicationEventPublisher events;

    SecurityWebConfiguration(CallerOrganizationResolver callerOrganization, ApplicationEventPublisher events) {
        this.callerOrganization = callerOrganization;
        this.events = events;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RoleInterceptor(events)).order(InterceptorOrder.ROLE.value());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(callerOrganization);
    }
}
