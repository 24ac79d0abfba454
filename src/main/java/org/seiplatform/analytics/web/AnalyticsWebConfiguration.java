package org.seiplatform.analytics.web;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.WebContentInterceptor;

/** Lets controllers take an {@link AnalyticsQuery}, and callers ask whether an answer has changed. */
@Configuration(proxyBeanMethods = false)
class AnalyticsWebConfiguration implements WebMvcConfigurer {

    private static final String ANALYTICS = "/api/v1/analytics";

    private final AnalyticsQueryReader reader;

    AnalyticsWebConfiguration(AnalyticsQueryReader reader) {
        this.reader = reader;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(reader);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        WebContentInterceptor caching = new WebContentInterceptor();
        caching.setCacheControl(CacheControl.noCache().cachePrivate());
        registry.addInterceptor(caching).addPathPatterns(ANALYTICS + "/**");
    }

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> analyticsEtags() {
        FilterRegistrationBean<ShallowEtagHeaderFilter> filter =
                new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        filter.addUrlPatterns(ANALYTICS + "/*");
        return filter;
    }
}
