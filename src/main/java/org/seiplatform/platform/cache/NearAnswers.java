package org.seiplatform.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.coherence.Version;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The answers that this instance has at hand, the latest to each question. Those asked for seldom make room first. */
@Component
class NearAnswers {

    private static final int MOST_ABSENCES = 10_000;
    private static final int OVERHEAD = 300;

    private final CacheProperties properties;
    private final Cache<String, StoredAnswer> answers;
    private final Cache<String, Absence> absences;

    NearAnswers(CacheProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(properties.maximumSize().toBytes())
                .weigher((String key, StoredAnswer answer) -> answer.body().length + OVERHEAD)
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
        Gauge.builder("sei.cache.bytes", answers, NearAnswers::bytes)
                .description("Bytes of the answers in memory")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder(
                        "cache.evictions", answers, cache -> cache.stats().evictionCount())
                .description("Answers that made room for others")
                .tag("cache", "answers")
                .register(meters);
    }

    /** That there was no such thing in some version of the data. */
    private record Absence(Version version, ProblemException problem) {}

    @Nullable
    StoredAnswer find(Question question) {
        return answers.getIfPresent(question.key());
    }

    void put(Question question, StoredAnswer answer) {
        if (answer.body().length <= properties.maximumAnswerSize().toBytes()) {
            answers.put(question.key(), answer);
        }
    }

    /** Forgets the answers of an organization. */
    void forget(UUID organizationId) {
        answers.asMap().keySet().removeIf(key -> key.startsWith(Question.prefix(organizationId)));
    }

    /** What was answered where there was no such thing, and there still is none; null otherwise. */
    @Nullable
    ProblemException absence(Question question, Version version) {
        Absence absence = absences.getIfPresent(question.key());
        return absence != null && absence.version().equals(version) ? absence.problem() : null;
    }

    void putAbsence(Question question, Version version, ProblemException problem) {
        absences.put(question.key(), new Absence(version, problem));
    }

    private static double bytes(Cache<String, StoredAnswer> answers) {
        return answers.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }
}
