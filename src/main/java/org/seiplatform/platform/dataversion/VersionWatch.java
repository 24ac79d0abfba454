package org.seiplatform.platform.dataversion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.dataversion.TrackedVersion.Reading;
import org.seiplatform.platform.resilience.Waiting;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows the versions of one kind of data, topic by topic. A version that it tells was the current one at some moment of the last
 * {@code maximumAge}, and later than every change that this instance has made. In use, that costs no query: versions are read again
 * and again beside the requests.
 */
public final class VersionWatch {

    private final String name;
    private final VersionSource source;
    private final DataVersionProperties properties;
    private final Consumer<String> announcement;
    private final Consumer<String> news;
    private final Cache<String, TrackedVersion> tracked;
    private volatile boolean troubled;
    private volatile long troubledUntil;

    /**
     * @param announcement tells the other instances that a topic has changed here
     * @param news tells this instance that a topic has changed somewhere
     */
    VersionWatch(
            String name,
            VersionSource source,
            DataVersionProperties properties,
            Consumer<String> announcement,
            Consumer<String> news) {
        this.name = name;
        this.source = source;
        this.properties = properties;
        this.announcement = announcement;
        this.news = news;
        this.tracked = Caffeine.newBuilder()
                .maximumSize(properties.maximumTracked())
                .expireAfterAccess(properties.trackedFor())
                .build();
    }

    String name() {
        return name;
    }

    /**
     * The version of a topic.
     *
     * @throws VersionUnknownException if it cannot be read in time; right after such a failure at once
     */
    public Version current(String topic) {
        long maximumAge = properties.maximumAge().toNanos();
        TrackedVersion version = tracked.get(topic, missing -> new TrackedVersion());
        long now = System.nanoTime();
        Version current = version.current(now, maximumAge);
        if (current != null) {
            return current;
        }
        if (troubled && now - troubledUntil < 0) {
            throw new VersionUnknownException(null);
        }
        return await(version.join(now, maximumAge, begun -> read(topic, version, begun)));
    }

    private void read(String topic, TrackedVersion version, Reading reading) {
        Thread.ofVirtual().name("version-of-" + name).start(() -> {
            try {
                Version read = source.read(List.of(topic)).getOrDefault(topic, Version.NONE);
                learn(topic, version, read, reading.began());
                troubled = false;
                reading.result().complete(read);
            } catch (RuntimeException failure) {
                reading.result().completeExceptionally(failure);
            }
        });
    }

    private Version await(Reading reading) {
        try {
            return Waiting.on(reading.result(), properties.timeOut());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new VersionUnknownException(stopped);
        } catch (ExecutionException | TimeoutException failure) {
            troubledUntil = System.nanoTime() + properties.pollEvery().toNanos();
            troubled = true;
            throw new VersionUnknownException(failure);
        }
    }

    /** What was known last, however long ago; null if nothing is. */
    public @Nullable Version lastKnown(String topic) {
        TrackedVersion version = tracked.getIfPresent(topic);
        return version == null ? null : version.lastKnown();
    }

    /** Whether a change of the topic is known that may have come after this moment of {@link System#nanoTime()}. */
    public boolean changedSince(String topic, long moment) {
        TrackedVersion version = tracked.getIfPresent(topic);
        return version != null && version.changedSince(moment);
    }

    /** Says that a change of the topic has been committed here: from now on nothing older counts as current, anywhere. */
    public void changed(String topic) {
        noteChange(topic);
        announcement.accept(topic);
    }

    /** Says that the transaction at hand changes the topic. */
    public void changedByTransaction(String topic) {
        TransactionSynchronizationManager.registerSynchronization(new CommittedChange(this, topic));
    }

    /** Remembers what is looked up, as long as the topic of its key does not change. */
    public <K, V> Remembered<K, V> remember(Function<K, String> topics, int maximum, Duration withoutDatabase) {
        return new Remembered<>(this, topics, maximum, withoutDatabase);
    }

    /** Says that a change of the topic has been committed somewhere. */
    void noteChange(String topic) {
        TrackedVersion version = tracked.getIfPresent(topic);
        // Of what is not tracked nothing is remembered that could be outdated.
        if (version != null) {
            version.changed(System.nanoTime());
        }
    }

    /** Reads all versions in use. */
    void poll() {
        Map<String, TrackedVersion> topics = Map.copyOf(tracked.asMap());
        if (topics.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        Map<String, Version> versions = source.read(topics.keySet());
        topics.forEach((topic, version) -> learn(topic, version, versions.getOrDefault(topic, Version.NONE), began));
        troubled = false;
    }

    private void learn(String topic, TrackedVersion version, Version read, long began) {
        if (!read.equals(version.lastKnown())) {
            news.accept(topic);
        }
        version.learn(read, began);
    }
}
