package org.seiplatform.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.dataversion.Version;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The responses in memory, the latest of each key. */
@Component
class LocalResponseCache {

    private static final int MOST_ABSENCES = 10_000;
    private static final int OVERHEAD = 300;

    private final CacheProperties properties;
    private final Cache<String, CachedResponse> answers;
    private final Cache<String, Absence> absences;

    LocalResponseCache(CacheProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(properties.maximumSize().toBytes())
                .weigher((String key, CachedResponse answer) -> answer.body().length + OVERHEAD)
                .expireAfterWrite(properties.staleIfError())
                .recordStats()
                .build();
        this.absences = Caffeine.newBuilder()
                .maximumSize(MOST_ABSENCES)
                .expireAfterWrite(properties.ttl().absent())
                .build();
        Gauge.builder("cache.size", answers, Cache::estimatedSize)
                .description("Answers in memory")
                .tag("cache", "answers")
                .register(meters);
        Gauge.builder("sei.cache.bytes", answers, LocalResponseCache::bytes)
                .description("Bytes of the answers in memory")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder(
                        "cache.evictions", answers, cache -> cache.stats().evictionCount())
                .description("Answers that made room for others")
                .tag("cache", "answers")
                .register(meters);
    }

    /** That something was not found in some version of the data. */
    private record Absence(Version version, ProblemException problem) {}

    @Nullable
    CachedResponse find(CacheKey key) {
        return answers.getIfPresent(key.value());
    }

    void put(CacheKey key, CachedResponse answer) {
        if (answer.body().length <= properties.maximumAnswerSize().toBytes()) {
            answers.put(key.value(), answer);
        }
    }

    /** Forgets the answers of an organization. */
    void forget(UUID organizationId) {
        answers.asMap().keySet().removeIf(key -> key.startsWith(CacheKey.prefix(organizationId)));
    }

    /** The problem that was answered in this version of the data because something was not found; null if none was. */
    @Nullable
    ProblemException absence(CacheKey key, Version version) {
        Absence absence = absences.getIfPresent(key.value());
        return absence != null && absence.version().equals(version) ? absence.problem() : null;
    }

    void putAbsence(CacheKey key, Version version, ProblemException problem) {
        absences.put(key.value(), new Absence(version, problem));
    }

    private static double bytes(Cache<String, CachedResponse> answers) {
        return answers.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }
}
