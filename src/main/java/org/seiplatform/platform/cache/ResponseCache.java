package org.seiplatform.platform.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.dataversion.Version;
import org.seiplatform.platform.dataversion.VersionUnknownException;
import org.seiplatform.platform.dataversion.VersionWatch;
import org.seiplatform.platform.problem.DatabaseOutage;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.resilience.Waiting;
import org.springframework.stereotype.Component;

/**
 * Finds a response in memory, else in Redis, else computes it: once for all concurrent requests for it, by single flight in this
 * instance and a lock in Redis between instances. A cached response is served only if computing it now would give the same: the data
 * still have the version that they had before it was computed. While the version cannot be read, an older response is served as stale.
 */
@Component
class ResponseCache {

    private static final double JITTER = 0.1;
    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    private final CacheProperties properties;
    private final LocalResponseCache local;
    private final RemoteResponseCache remote;
    private final VersionWatch versions;
    private final CacheMetrics metrics;
    private final Clock clock;
    private final Map<ComputationKey, CompletableFuture<Optional<CachedResponse>>> inFlight = new ConcurrentHashMap<>();

    ResponseCache(
            CacheProperties properties,
            LocalResponseCache local,
            RemoteResponseCache remote,
            VersionWatch dataVersionWatch,
            CacheMetrics metrics,
            Clock clock) {
        this.properties = properties;
        this.local = local;
        this.remote = remote;
        this.versions = dataVersionWatch;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A response with its source; without a response, the computation has sent it already. */
    record Found(@Nullable CachedResponse answer, CacheStatus status) {}

    /** Computes a response. */
    @FunctionalInterface
    interface Computation {

        /** Empty if the response cannot be cached: it has been sent. */
        Optional<Computed> compute() throws Exception;
    }

    /** A new response. */
    record Computed(String contentType, String entityTag, String link, byte[] body) {}

    private record ComputationKey(String key, long number, long stamp, long minute) {}

    /** Finds or computes a response. Exceptions of the computation are thrown, unless there is a stale response to serve instead. */
    Found find(CacheKey key, Computation computation) throws Exception {
        Found found = findOrCompute(key, computation);
        metrics.got(key.kind(), found.status());
        return found;
    }

    private Found findOrCompute(CacheKey key, Computation computation) throws Exception {
        Version version;
        try {
            version = versions.current(key.organization());
        } catch (VersionUnknownException unknown) {
            CachedResponse stale = stale(key);
            return stale == null ? compute(key, null, computation) : new Found(stale, CacheStatus.STALE);
        }
        CachedResponse hit = local.find(key);
        if (hit != null && hit.isCurrent(version, key.minute(), clock.instant())) {
            return new Found(hit, CacheStatus.LOCAL);
        }
        ProblemException absent = local.absence(key, version);
        if (absent != null) {
            metrics.got(key.kind(), CacheStatus.LOCAL);
            throw absent;
        }
        try {
            return computeOnce(key, version, computation);
        } catch (Exception failure) {
            CachedResponse stale = isOutage(failure) ? stale(key) : null;
            if (stale == null) {
                throw failure;
            }
            return new Found(stale, CacheStatus.STALE);
        }
    }

    private static boolean isOutage(Exception failure) {
        return DatabaseOutage.causes(failure)
                || (failure instanceof ProblemException problem && problem.type() == ProblemType.UNAVAILABLE);
    }

    /** Single flight: of concurrent requests for the same response the first computes it, the others wait. */
    private Found computeOnce(CacheKey key, Version version, Computation computation) throws Exception {
        ComputationKey computationKey =
                new ComputationKey(key.value(), version.number(), version.stamp(), key.minute());
        CompletableFuture<Optional<CachedResponse>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<CachedResponse>> other = inFlight.putIfAbsent(computationKey, mine);
        if (other != null) {
            return join(other, key, version, computation);
        }
        try {
            Found found = findRemoteOrCompute(key, version, computation);
            mine.complete(Optional.ofNullable(found.answer()));
            return found;
        } catch (Exception | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            inFlight.remove(computationKey, mine);
        }
    }

    private Found join(
            CompletableFuture<Optional<CachedResponse>> other, CacheKey key, Version version, Computation computation)
            throws Exception {
        try {
            Optional<CachedResponse> answer = Waiting.on(other, properties.joinTimeOut());
            if (answer.isPresent()) {
                return new Found(answer.get(), CacheStatus.JOINED);
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
        } catch (TimeoutException tooSlow) {
            // Requests that have waited too long must not all compute it at once.
            CachedResponse stale = stale(key);
            return stale == null ? compute(key, version, computation) : new Found(stale, CacheStatus.STALE);
        }
        return compute(key, version, computation);
    }

    private Found findRemoteOrCompute(CacheKey key, Version version, Computation computation) throws Exception {
        // An earlier computation may have completed in the meantime: here, and below in another instance.
        CachedResponse found = local.find(key);
        if (found != null && found.isCurrent(version, key.minute(), clock.instant())) {
            return new Found(found, CacheStatus.LOCAL);
        }
        found = findRemote(key, version);
        if (found != null) {
            return new Found(found, CacheStatus.REMOTE);
        }
        UUID id = UUID.randomUUID();
        long deadline = System.nanoTime() + properties.lockTimeOut().toNanos();
        Duration poll = SHORTEST_POLL;
        RemoteResponseCache.LockResult lock = remote.tryLock(key, version, id);
        while (lock == RemoteResponseCache.LockResult.HELD && System.nanoTime() - deadline < 0) {
            Waiting.sleep(poll);
            found = findRemote(key, version);
            if (found != null) {
                return new Found(found, CacheStatus.REMOTE);
            }
            poll = poll.multipliedBy(2).compareTo(LONGEST_POLL) < 0 ? poll.multipliedBy(2) : LONGEST_POLL;
            lock = remote.tryLock(key, version, id);
        }
        try {
            found = lock == RemoteResponseCache.LockResult.ACQUIRED ? findRemote(key, version) : null;
            return found == null ? compute(key, version, computation) : new Found(found, CacheStatus.REMOTE);
        } finally {
            if (lock == RemoteResponseCache.LockResult.ACQUIRED) {
                remote.unlock(key, version, id);
            }
        }
    }

    private @Nullable CachedResponse findRemote(CacheKey key, Version version) {
        CachedResponse found = remote.find(key);
        if (found == null || !found.isCurrent(version, key.minute(), clock.instant())) {
            return null;
        }
        local.put(key, found);
        return found;
    }

    /** @param version null if it is not known: then nothing is kept */
    private Found compute(CacheKey key, @Nullable Version version, Computation computation) throws Exception {
        long began = System.nanoTime();
        Optional<Computed> computed;
        try {
            computed = computation.compute();
        } catch (ProblemException problem) {
            if (version != null && problem.type() == ProblemType.NOT_FOUND) {
                local.putAbsence(key, version, problem);
            }
            throw problem;
        }
        metrics.loaded(key.kind(), Duration.ofNanos(System.nanoTime() - began));
        if (computed.isEmpty()) {
            return new Found(null, CacheStatus.COMPUTED);
        }
        CachedResponse answer = stored(key, version == null ? Version.NONE : version, computed.get());
        if (version != null && !isCleared(key, version)) {
            local.put(key, answer);
            remote.put(key, answer);
        }
        return new Found(answer, CacheStatus.COMPUTED);
    }

    /** Whether nothing of that version may be kept any more: what it tells was cleared away while this was computed. */
    private boolean isCleared(CacheKey key, Version version) {
        try {
            return version.number() < versions.current(key.organization()).cleared();
        } catch (VersionUnknownException unknown) {
            return true;
        }
    }

    /** Expiry has jitter, so that responses computed together do not expire together. */
    private CachedResponse stored(CacheKey key, Version version, Computed computed) {
        long now = clock.millis();
        long ttl = properties.ttl().of(key.kind()).toMillis();
        long jittered = (long) (ttl * (1 - ThreadLocalRandom.current().nextDouble(JITTER)));
        return new CachedResponse(
                version.number(),
                version.stamp(),
                key.minute(),
                now,
                now + jittered,
                computed.contentType(),
                computed.entityTag(),
                computed.link(),
                computed.body());
    }

    /** The latest response of any version, unless it is too old or must not be shown any more. */
    private @Nullable CachedResponse stale(CacheKey key) {
        Version known = versions.lastKnown(key.organization());
        if (known == null) {
            return null;
        }
        CachedResponse answer = local.find(key);
        if (answer == null) {
            answer = remote.find(key);
        }
        return answer != null
                        && answer.number() >= known.cleared()
                        && answer.age(clock.instant()).compareTo(properties.staleIfError()) <= 0
                ? answer
                : null;
    }
}
