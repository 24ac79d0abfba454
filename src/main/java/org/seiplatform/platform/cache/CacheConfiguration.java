package org.seiplatform.platform.cache;

import java.time.Clock;
import org.seiplatform.platform.resilience.Dependency;
import org.seiplatform.platform.resilience.Guards;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Puts the cache between requests and their handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sei.cache.enabled", matchIfMissing = true)
class CacheConfiguration {

    @Bean
    WebMvcRegistrations cachingHandlers(
            ObjectProvider<AnswerCache> cache, ObjectProvider<Guards> guards, ObjectProvider<Clock> clock) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new CachingHandlerAdapter(
                        cache::getObject, () -> guards.getObject().of(Dependency.DATABASE), clock.getObject());
            }
        };
    }
}
