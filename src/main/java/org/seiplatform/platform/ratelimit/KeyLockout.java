package org.seiplatform.platform.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.ratelimit.TokenBuckets.Limited;
import org.seiplatform.platform.ratelimit.TokenBuckets.Subject;

/** Counts wrong keys by network. A few are forgiven; from there on each doubles the time for which the network is locked. */
final class KeyLockout {

    private static final int TRACKED = 50_000;
    private static final int MOST_DOUBLINGS = 30;

    private final LockoutProperties properties;
    private final TokenBuckets buckets;
    private final Ticker ticker;
    private final Cache<String, Lock> locks;

    KeyLockout(LockoutProperties properties, TokenBuckets buckets, Ticker ticker) {
        this.properties = properties;
        this.buckets = buckets;
        this.ticker = ticker;
        this.locks = Caffeine.newBuilder()
                .maximumSize(TRACKED)
                .ticker(ticker)
                // A network that comes back after this starts from zero.
                .expireAfterWrite(properties.longestWait().multipliedBy(2).plus(properties.per()))
                .build();
    }

    /** How often an address went too far, and until when it is locked. */
    private record Lock(int times, long until) {}

    /** How long this network is locked from now on; empty if it is not. */
    Optional<Duration> lockedFor(String network) {
        Lock lock = locks.getIfPresent(network);
        if (lock == null) {
            return Optional.empty();
        }
        long left = lock.until - ticker.read();
        return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    }

    /**
     * A key from this network was wrong.
     *
     * @return whether the network is locked now
     */
    boolean wrong(String network) {
        Limited counted = new Limited(new Subject("wrong_key", network), properties.limit());
        if (buckets.take(List.of(counted), 1).allowed()) {
            return false;
        }
        locks.asMap().compute(network, (name, earlier) -> longer(earlier));
        return true;
    }

    long locked() {
        long now = ticker.read();
        return locks.asMap().values().stream().filter(lock -> lock.until > now).count();
    }

    private Lock longer(@Nullable Lock earlier) {
        int times = earlier == null ? 1 : earlier.times + 1;
        long nanos = properties.firstWait().toNanos();
        long longest = properties.longestWait().toNanos();
        for (int doubling = 1; doubling < Math.min(times, MOST_DOUBLINGS) && nanos < longest; doubling++) {
            nanos *= 2;
        }
        return new Lock(times, ticker.read() + Math.min(nanos, longest));
    }
}
