package org.seiplatform.platform.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The buckets of all callers that this instance has seen lately. */
@Component
class TokenBuckets {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

    private static final Set<String> POLICIES = Set.of("key", "organization", "anonymous", "webhook");

    private final Cache<Subject, TokenBucket> buckets;
    private final Map<String, Counter> allowed;
    private final Map<String, Counter> refused;
    private volatile Runnable synchronizer = () -> {};

    TokenBuckets(RateLimitProperties properties, MeterRegistry meters) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(properties.maximumTracked())
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();
        this.allowed = counters(meters, "allowed");
        this.refused = counters(meters, "refused");
        Gauge.builder("sei.rate.limit.buckets", buckets, Cache::estimatedSize)
                .description("Callers whose requests are being counted")
                .register(meters);
    }

    private static Map<String, Counter> counters(MeterRegistry meters, String outcome) {
        return POLICIES.stream()
                .collect(Collectors.toMap(
                        policy -> policy,
                        policy -> Counter.builder("sei.rate.limit.requests")
                                .description("Requests by the limit that decided about them")
                                .tag("policy", policy)
                                .tag("outcome", outcome)
                                .register(meters)));
    }

    /**
     * The caller that a limit applies to.
     *
     * @param policy the name of the limit in answers: {@code key}, {@code organization}, {@code anonymous}, {@code webhook}
     */
    record Subject(String policy, String id) {}

    /** A subject with its limit. */
    record Limited(Subject subject, Limit limit) {}

    /**
     * What became of a request.
     *
     * @param policy the limit that has least left, or that refused the request
     * @param remaining tokens left in it
     * @param delay until the request could be made (refused) or the bucket is full again (let through)
     */
    record Decision(boolean allowed, String policy, Limit limit, long remaining, Duration delay) {}

    /** Takes the cost of a request out of every bucket, or out of none. At least one subject must be given. */
    Decision take(List<Limited> subjects, long cost) {
        List<TokenBucket> taken = new ArrayList<>(subjects.size());
        Decision tightest = null;
        for (Limited limited : subjects) {
            TokenBucket bucket = bucket(limited);
            // A request may cost more than a small limit holds; it then takes all of it.
            long tokens = Math.min(cost, limited.limit().requests());
            ConsumptionProbe probe = bucket.take(tokens);
            if (!probe.isConsumed()) {
                count(refused, limited);
                taken.forEach(
                        earlier -> earlier.refund(Math.min(cost, earlier.limit().requests())));
                return new Decision(
                        false,
                        limited.subject().policy(),
                        limited.limit(),
                        0,
                        Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
            taken.add(bucket);
            if (bucket.hasMuchPending()) {
                synchronizer.run();
            }
            if (tightest == null || probe.getRemainingTokens() < tightest.remaining()) {
                tightest = new Decision(
                        true,
                        limited.subject().policy(),
                        limited.limit(),
                        probe.getRemainingTokens(),
                        Duration.ofNanos(probe.getNanosToWaitForReset()));
            }
        }
        if (tightest == null) {
            throw new IllegalArgumentException("No subject is given");
        }
        count(allowed, subjects.getFirst());
        return tightest;
    }

    /** Undoes {@link #take}. */
    void refund(Limited limited, long cost) {
        bucket(limited).refund(Math.min(cost, limited.limit().requests()));
    }

    private static void count(Map<String, Counter> counters, Limited limited) {
        Counter counter = counters.get(limited.subject().policy());
        if (counter != null) {
            counter.increment();
        }
    }

    /** What to run, quickly, when a bucket has much usage pending. */
    void onMuchPending(Runnable task) {
        this.synchronizer = task;
    }

    /** All buckets with usage that has not been reported. */
    void forEachPending(BiConsumer<Subject, TokenBucket> action) {
        buckets.asMap().entrySet().stream()
                .filter(entry -> !entry.getValue().isSynchronized())
                .toList()
                .forEach(entry -> action.accept(entry.getKey(), entry.getValue()));
    }

    private TokenBucket bucket(Limited limited) {
        return buckets.get(limited.subject(), missing -> new TokenBucket(limited.limit()));
    }
}
