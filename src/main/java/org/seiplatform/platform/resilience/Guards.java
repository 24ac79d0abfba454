package org.seiplatform.platform.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The guards of all dependencies. */
@Component
public class Guards {

    private static final double JITTER = 0.5;
    private static final int MOST_SERVERS = 1000;

    private final ResilienceProperties properties;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    private final RetryRegistry retries = RetryRegistry.ofDefaults();
    private final Map<Dependency, Guard> guards = new EnumMap<>(Dependency.class);
    private final Cache<String, CircuitBreaker> servers =
            Caffeine.newBuilder().maximumSize(MOST_SERVERS).build();

    Guards(ResilienceProperties properties) {
        this.properties = properties;
        Arrays.stream(Dependency.values()).forEach(dependency -> guards.put(dependency, guard(dependency)));
    }

    public Guard of(Dependency dependency) {
        return Objects.requireNonNull(guards.get(dependency));
    }

    /**
     * The guard of one of many servers of a kind. They share what limits all calls of the kind, and each is refused for its own
     * failures alone. There is no metric for each, because callers choose them.
     */
    public Guard of(Dependency dependency, String server) {
        CircuitBreaker own = servers.get(
                dependency.code() + " " + server, name -> CircuitBreaker.of(name, breakerConfig(dependency)));
        return of(dependency).withBreaker(own);
    }

    CircuitBreakerRegistry breakers() {
        return breakers;
    }

    BulkheadRegistry bulkheads() {
        return bulkheads;
    }

    RetryRegistry retries() {
        return retries;
    }

    private Guard guard(Dependency dependency) {
        ResilienceProperties.Settings settings = properties.of(dependency);
        RetryBudget budget = new RetryBudget(properties.retryBudget());
        Predicate<Throwable> passing = Faults.passing(dependency);
        return new Guard(
                dependency,
                settings.timeOut(),
                breakers.circuitBreaker(dependency.code(), breakerConfig(dependency)),
                bulkheads.bulkhead(
                        dependency.code(),
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(settings.maxConcurrent())
                                .maxWaitDuration(Duration.ZERO)
                                .build()),
                retries.retry(
                        dependency.code(),
                        RetryConfig.custom()
                                .maxAttempts(settings.attempts())
                                .intervalFunction(
                                        IntervalFunction.ofExponentialRandomBackoff(settings.backOff(), 2, JITTER))
                                .retryOnException(failure -> passing.test(failure) && budget.spend())
                                .build()),
                budget);
    }

    private CircuitBreakerConfig breakerConfig(Dependency dependency) {
        ResilienceProperties.Settings settings = properties.of(dependency);
        return CircuitBreakerConfig.custom()
                .slidingWindow(
                        settings.window(),
                        Math.min(settings.minimumCalls(), settings.window()),
                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold((float) (settings.failureRate() * 100))
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                .recordException(Faults.of(dependency))
                .build();
    }
}
