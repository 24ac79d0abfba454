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

/** The policies of all dependencies. */
@Component
public class ResiliencePolicies {

    private static final double JITTER = 0.5;
    private static final int MOST_SERVERS = 1000;

    private final ResilienceProperties properties;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    private final RetryRegistry retries = RetryRegistry.ofDefaults();
    private final Map<Dependency, ResiliencePolicy> policies = new EnumMap<>(Dependency.class);
    private final Cache<String, CircuitBreaker> servers =
            Caffeine.newBuilder().maximumSize(MOST_SERVERS).build();

    ResiliencePolicies(ResilienceProperties properties) {
        this.properties = properties;
        Arrays.stream(Dependency.values()).forEach(dependency -> policies.put(dependency, policy(dependency)));
    }

    public ResiliencePolicy of(Dependency dependency) {
        return Objects.requireNonNull(policies.get(dependency));
    }

    /**
     * The policy of one of many servers of a kind. They share what limits all calls of the kind, and each is refused for its own
     * failures alone. There is no metric for each, because callers choose them.
     */
    public ResiliencePolicy of(Dependency dependency, String server) {
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

    private ResiliencePolicy policy(Dependency dependency) {
        ResilienceProperties.Settings settings = properties.of(dependency);
        RetryBudget budget = new RetryBudget(properties.retryBudget());
        Predicate<Throwable> transientFailures = FailureClassifier.transientFailures(dependency);
        return new ResiliencePolicy(
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
                                .retryOnException(failure -> transientFailures.test(failure) && budget.spend())
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
                .recordException(FailureClassifier.of(dependency))
                .build();
    }
}
