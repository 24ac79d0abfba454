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
import org.seiplatform.platform.coherence.Version;
import org.seiplatform.platform.coherence.VersionUnknownException;
import org.seiplatform.platform.coherence.VersionWatch;
import org.seiplatform.platform.problem.DatabaseOutage;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.resilience.Waiting;
import org.springframework.stereotype.Component;

/**
 * Finds the answer to a question in memory, else in Redis, else by computing it, which only one of those who want it does, here and
 * in the other instances. An answer that is found is one that would be computed now: the data have the version that they had before
 * it was computed. While that cannot be known, an older one is given as stale.
 */
@Component
class AnswerCache {

    private static final double JITTER = 0.1;
    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    private final CacheProperties properties;
    private final NearAnswers near;
    private final SharedAnswers shared;
    private final VersionWatch versions;
    private final CacheMetrics metrics;
    private final Clock clock;
    private final Map<Flight, CompletableFuture<Optional<StoredAnswer>>> flights = new ConcurrentHashMap<>();

    AnswerCache(
            CacheProperties properties,
            NearAnswers near,
            SharedAnswers shared,
            VersionWatch dataVersionWatch,
            CacheMetrics metrics,
            Clock clock) {
        this.properties = properties;
        this.near = near;
        this.shared = shared;
        this.versions = dataVersionWatch;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** An answer with where it came from; without an answer, whoever computed it has sent what there is. */
    record Found(@Nullable StoredAnswer answer, Origin origin) {}

    /** Computes an answer for whoever called. */
    @FunctionalInterface
    interface Computation {

        /** Empty if what came of it cannot be kept: it has been sent. */
        Optional<Computed> compute() throws Exception;
    }

    /** A new answer. */
    record Computed(String contentType, String entityTag, String link, byte[] body) {}

    private record Flight(String key, long number, long stamp, long minute) {}

    /** What to answer. Whatever the computation throws comes through, unless there is a stale answer to give instead. */
    Found find(Question question, Computation computation) throws Exception {
        Found found = findOrCompute(question, computation);
        metrics.got(question.kind(), found.origin());
        return found;
    }

    private Found findOrCompute(Question question, Computation computation) throws Exception {
        Version version;
        try {
            version = versions.current(question.organization());
        } catch (VersionUnknownException unknown) {
            StoredAnswer stale = stale(question);
            return stale == null ? compute(question, null, computation) : new Found(stale, Origin.STALE);
        }
        StoredAnswer hit = near.find(question);
        if (hit != null && hit.isCurrent(version, question.minute(), clock.instant())) {
            return new Found(hit, Origin.NEAR);
        }
        ProblemException absent = near.absence(question, version);
        if (absent != null) {
            metrics.got(question.kind(), Origin.NEAR);
            throw absent;
        }
        try {
            return fly(question, version, computation);
        } catch (Exception failure) {
            StoredAnswer stale = isOutage(failure) ? stale(question) : null;
            if (stale == null) {
                throw failure;
            }
            return new Found(stale, Origin.STALE);
        }
    }

    private static boolean isOutage(Exception failure) {
        return DatabaseOutage.causes(failure)
                || (failure instanceof ProblemException problem && problem.type() == ProblemType.UNAVAILABLE);
    }

    /** Lets the first of those who ask the same at the same time find out, and the others wait for it. */
    private Found fly(Question question, Version version, Computation computation) throws Exception {
        Flight flight = new Flight(question.key(), version.number(), version.stamp(), question.minute());
        CompletableFuture<Optional<StoredAnswer>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<StoredAnswer>> other = flights.putIfAbsent(flight, mine);
        if (other != null) {
            return join(other, question, version, computation);
        }
        try {
            Found found = findSharedOrCompute(question, version, computation);
            mine.complete(Optional.ofNullable(found.answer()));
            return found;
        } catch (Exception | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            flights.remove(flight, mine);
        }
    }

    private Found join(
            CompletableFuture<Optional<StoredAnswer>> other,
            Question question,
            Version version,
            Computation computation)
            throws Exception {
        try {
            Optional<StoredAnswer> answer = Waiting.on(other, properties.joinTimeOut());
            if (answer.isPresent()) {
                return new Found(answer.get(), Origin.JOINED);
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
        } catch (TimeoutException tooSlow) {
            // Those who have waited long enough must not all see for themselves at once.
            StoredAnswer stale = stale(question);
            return stale == null ? compute(question, version, computation) : new Found(stale, Origin.STALE);
        }
        return compute(question, version, computation);
    }

    private Found findSharedOrCompute(Question question, Version version, Computation computation) throws Exception {
        // Who came before may have ended since this one last looked; here, and below in the other instances.
        StoredAnswer found = near.find(question);
        if (found != null && found.isCurrent(version, question.minute(), clock.instant())) {
            return new Found(found, Origin.NEAR);
        }
        found = findShared(question, version);
        if (found != null) {
            return new Found(found, Origin.SHARED);
        }
        UUID id = UUID.randomUUID();
        long deadline = System.nanoTime() + properties.lockTimeOut().toNanos();
        Duration poll = SHORTEST_POLL;
        SharedAnswers.Turn turn = shared.begin(question, version, id);
        while (turn == SharedAnswers.Turn.THEIRS && System.nanoTime() - deadline < 0) {
            Waiting.sleep(poll);
            found = findShared(question, version);
            if (found != null) {
                return new Found(found, Origin.SHARED);
            }
            poll = poll.multipliedBy(2).compareTo(LONGEST_POLL) < 0 ? poll.multipliedBy(2) : LONGEST_POLL;
            turn = shared.begin(question, version, id);
        }
        try {
            found = turn == SharedAnswers.Turn.OURS ? findShared(question, version) : null;
            return found == null ? compute(question, version, computation) : new Found(found, Origin.SHARED);
        } finally {
            if (turn == SharedAnswers.Turn.OURS) {
                shared.end(question, version, id);
            }
        }
    }

    private @Nullable StoredAnswer findShared(Question question, Version version) {
        StoredAnswer found = shared.find(question);
        if (found == null || !found.isCurrent(version, question.minute(), clock.instant())) {
            return null;
        }
        near.put(question, found);
        return found;
    }

    /** @param version null if it is not known: then nothing is kept */
    private Found compute(Question question, @Nullable Version version, Computation computation) throws Exception {
        long began = System.nanoTime();
        Optional<Computed> computed;
        try {
            computed = computation.compute();
        } catch (ProblemException problem) {
            if (version != null && problem.type() == ProblemType.NOT_FOUND) {
                near.putAbsence(question, version, problem);
            }
            throw problem;
        }
        metrics.loaded(question.kind(), Duration.ofNanos(System.nanoTime() - began));
        if (computed.isEmpty()) {
            return new Found(null, Origin.COMPUTED);
        }
        StoredAnswer answer = stored(question, version == null ? Version.NONE : version, computed.get());
        if (version != null && !isCleared(question, version)) {
            near.put(question, answer);
            shared.put(question, answer);
        }
        return new Found(answer, Origin.COMPUTED);
    }

    /** Whether nothing of that version may be kept any more: what it tells was cleared away while this was computed. */
    private boolean isCleared(Question question, Version version) {
        try {
            return version.number() < versions.current(question.organization()).cleared();
        } catch (VersionUnknownException unknown) {
            return true;
        }
    }

    /** What was computed together does not expire together. */
    private StoredAnswer stored(Question question, Version version, Computed computed) {
        long now = clock.millis();
        long ttl = properties.ttl().of(question.kind()).toMillis();
        long jittered = (long) (ttl * (1 - ThreadLocalRandom.current().nextDouble(JITTER)));
        return new StoredAnswer(
                version.number(),
                version.stamp(),
                question.minute(),
                now,
                now + jittered,
                computed.contentType(),
                computed.entityTag(),
                computed.link(),
                computed.body());
    }

    /** The latest answer to the question, whatever it tells of, unless it is too old or must not be shown any more. */
    private @Nullable StoredAnswer stale(Question question) {
        Version known = versions.lastKnown(question.organization());
        if (known == null) {
            return null;
        }
        StoredAnswer answer = near.find(question);
        if (answer == null) {
            answer = shared.find(question);
        }
        return answer != null
                        && answer.number() >= known.cleared()
                        && answer.age(clock.instant()).compareTo(properties.staleIfError()) <= 0
                ? answer
                : null;
    }
}
