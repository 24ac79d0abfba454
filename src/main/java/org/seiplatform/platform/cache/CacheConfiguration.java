package org.seiplatform.platform.cache;

import java.time.Clock;
import org.seiplatform.platform.resilience.Dependency;
import org.seiplatform.platform.resilience.ResiliencePolicies;
import org.seiplatform.platform.web.HandlerAdvice;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the cache between requests and their handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sei.cache.enabled", matchIfMissing = true)
class CacheConfiguration {

    @Bean
    HandlerAdvice cachedHandlers(ResponseCache cache, ResiliencePolicies policies, Clock clock) {
        return new CachedEndpoints(cache, policies.of(Dependency.DATABASE), clock);
    }
}
