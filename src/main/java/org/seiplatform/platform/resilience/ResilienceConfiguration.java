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

/** Puts the guards where calls go out, and their states where they can be seen. */
@Configuration(proxyBeanMethods = false)
class ResilienceConfiguration {

    private static final Duration SLOWEST_RECONNECT = Duration.ofSeconds(1);

    /** Guards what the application takes its connections from, whatever that is made of. */
    @Bean
    static BeanPostProcessor databaseGuard(ObjectProvider<Guards> guards) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("dataSource") && bean instanceof DataSource connections
                        ? new GuardedDataSource(
                                connections, () -> guards.getObject().of(Dependency.DATABASE))
                        : bean;
            }
        };
    }

    @Bean
    MeterBinder guardMetrics(Guards guards) {
        return (MeterRegistry meters) -> {
            TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(guards.breakers())
                    .bindTo(meters);
            TaggedBulkheadMetrics.ofBulkheadRegistry(guards.bulkheads()).bindTo(meters);
            TaggedRetryMetrics.ofRetryRegistry(guards.retries()).bindTo(meters);
        };
    }

    /** Which dependencies are left alone just now. It is no reason to restart anything or to send requests elsewhere. */
    @Bean
    HealthIndicator circuitBreakersHealthIndicator(Guards guards) {
        return () -> {
            Health.Builder health = Health.up();
            guards.breakers()
                    .getAllCircuitBreakers()
                    .forEach(breaker -> health.withDetail(
                            breaker.getName(), breaker.getState().name().toLowerCase(Locale.ROOT)));
            return health.build();
        };
    }

    @Bean
    @ConditionalOnProperty("spring.data.redis.url")
    Redis redis(LettuceConnectionFactory connections, Guards guards) {
        return new Redis(connections, guards.of(Dependency.REDIS));
    }

    /** What cannot be sent now fails now: nobody waits for Redis to come back, and nothing piles up until it does. */
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
