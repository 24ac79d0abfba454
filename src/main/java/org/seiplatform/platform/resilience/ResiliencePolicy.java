package org.seiplatform.platform.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How one dependency is called: with a time-out, a circuit breaker, a bulkhead and retries within a budget. */
public final class ResiliencePolicy {

    private final Dependency dependency;
    private final Duration timeOut;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Retry retry;
    private final RetryBudget budget;

    ResiliencePolicy(
            Dependency dependency,
            Duration timeOut,
            CircuitBreaker breaker,
            Bulkhead bulkhead,
            Retry retry,
            RetryBudget budget) {
        this.dependency = dependency;
        this.timeOut = timeOut;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.retry = retry;
        this.budget = budget;
    }

    /** The same, refused for other failures. */
    ResiliencePolicy withBreaker(CircuitBreaker other) {
        return new ResiliencePolicy(dependency, timeOut, other, bulkhead, retry, budget);
    }

    /** How long to wait for an answer; the call itself has to apply it. */
    public Duration timeOut() {
        return timeOut;
    }

    /**
     * Calls once.
     *
     * @throws DependencyUnavailableException if the call is not made
     */
    public <T> T call(Callable<T> work) throws Exception {
        try {
            return bulkhead.executeCallable(() -> breaker.executeCallable(work));
        } catch (CallNotPermittedException | BulkheadFullException refused) {
            throw new DependencyUnavailableException(dependency);
        }
    }

    /**
     * Calls something that may be done twice without harm, and repeats it after a moment if it fails as what is remote fails, as
     * long as the budget of repetitions allows. Nothing else may be given to it.
     *
     * @throws DependencyUnavailableException if the call is not made
     */
    public <T> T callRepeatable(Callable<T> work) throws Exception {
        return repeat(() -> call(work));
    }

    /** Repeats like {@link #callRepeatable}, around work that makes guarded calls itself. */
    public <T> T repeat(Callable<T> work) throws Exception {
        budget.earn();
        return retry.executeCallable(work);
    }

    /**
     * Calls without waiting; the stage ends by time-out if nothing is answered.
     *
     * @throws DependencyUnavailableException if the call is not made
     */
    public <T> CompletionStage<T> submit(Supplier<? extends CompletionStage<T>> work) {
        if (!bulkhead.tryAcquirePermission()) {
            throw new DependencyUnavailableException(dependency);
        }
        if (!breaker.tryAcquirePermission()) {
            bulkhead.releasePermission();
            throw new DependencyUnavailableException(dependency);
        }
        long began = System.nanoTime();
        CompletionStage<T> answer;
        try {
            answer = work.get();
        } catch (RuntimeException failure) {
            record(began, failure);
            throw failure;
        }
        return answer.toCompletableFuture()
                .orTimeout(timeOut.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((result, failure) -> record(began, failure));
    }

    private void record(long began, @Nullable Throwable failure) {
        bulkhead.onComplete();
        long took = System.nanoTime() - began;
        if (failure == null) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took, TimeUnit.NANOSECONDS, failure);
        }
    }
}
