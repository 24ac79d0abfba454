package org.seiplatform.platform.resilience;

import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Applies the policies to the database and Redis, and publishes their states. */
@Configuration(proxyBeanMethods = false)
class ResilienceConfiguration {

    private static final Duration SLOWEST_RECONNECT = Duration.ofSeconds(1);

    /** Applies the policy of the database to the pool of connections, whatever that is made of. */
    @Bean
    static BeanPostProcessor resilientDatabase(ObjectProvider<ResiliencePolicies> policies) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("dataSource") && bean instanceof DataSource connections
                        ? new ResilientDataSource(
                                connections, () -> policies.getObject().of(Dependency.DATABASE))
                        : bean;
            }
        };
    }

    @Bean
    MeterBinder resilienceMetrics(ResiliencePolicies policies) {
        return (MeterRegistry meters) -> {
            TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(policies.breakers())
                    .bindTo(meters);
            TaggedBulkheadMetrics.ofBulkheadRegistry(policies.bulkheads()).bindTo(meters);
            TaggedRetryMetrics.ofRetryRegistry(policies.retries()).bindTo(meters);
        };
    }

    /** Which dependencies are left alone just now. It is no reason to restart anything or to send requests elsewhere. */
    @Bean
    HealthIndicator circuitBreakersHealthIndicator(ResiliencePolicies policies) {
        return () -> {
            Health.Builder health = Health.up();
            policies.breakers()
                    .getAllCircuitBreakers()
                    .forEach(breaker -> health.withDetail(
                            breaker.getName(), breaker.getState().name().toLowerCase(Locale.ROOT)));
            return health.build();
        };
    }

    @Bean
    @ConditionalOnProperty("spring.data.redis.url")
    ResilientRedis redis(LettuceConnectionFactory connections, ResiliencePolicies policies) {
        return new ResilientRedis(connections, policies.of(Dependency.REDIS));
    }

    /** Commands fail at once while Redis is disconnected: no request waits for it, and no commands pile up. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(
                () -> Delay.fullJitter(Duration.ofMillis(50), SLOWEST_RECONNECT, 100, TimeUnit.MILLISECONDS));
    }
}
