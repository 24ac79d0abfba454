package org.seiplatform.platform.dataversion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * What was looked up in the database, for as long as nothing of its topic changes. While the database is away, what is not known to
 * have changed goes on to hold for a while. That there is nothing is not remembered, so that nobody can fill it with nonsense.
 */
public final class Remembered<K, V> {

    private final VersionWatch watch;
    private final Function<K, String> topics;
    private final long withoutDatabase;
    private final boolean enabled;
    private final Cache<K, Entry<V>> entries;

    Remembered(VersionWatch watch, Function<K, String> topics, int maximum, Duration withoutDatabase) {
        this.watch = watch;
        this.topics = topics;
        this.withoutDatabase = withoutDatabase.toNanos();
        this.enabled = maximum > 0;
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterAccess(withoutDatabase)
                .build();
    }

    /** @param confirmed when it was last known to hold */
    private record Entry<V>(V value, Version version, long loaded, long confirmed) {}

    /** What this key stands for. */
    public Optional<V> get(K key, Function<K, Optional<V>> lookup) {
        if (!enabled) {
            return lookup.apply(key);
        }
        Entry<V> entry = entries.getIfPresent(key);
        String topic = topics.apply(key);
        Version version;
        try {
            version = watch.current(topic);
        } catch (VersionUnknownException | DataAccessException unknown) {
            return entry != null && stillHolds(topic, entry) ? Optional.of(entry.value()) : lookup.apply(key);
        }
        long now = System.nanoTime();
        if (entry != null && entry.version().equals(version)) {
            confirm(key, entry, now);
            return Optional.of(entry.value());
        }
        Optional<V> found = lookup.apply(key);
        found.ifPresentOrElse(
                value -> entries.put(key, new Entry<>(value, version, now, now)), () -> entries.invalidate(key));
        return found;
    }

    private void confirm(K key, Entry<V> entry, long now) {
        // Often enough, and seldom enough to cost nothing.
        if (now - entry.confirmed() > withoutDatabase / 64) {
            entries.put(key, new Entry<>(entry.value(), entry.version(), entry.loaded(), now));
        }
    }

    private boolean stillHolds(String topic, Entry<V> entry) {
        @Nullable Version known = watch.lastKnown(topic);
        return System.nanoTime() - entry.confirmed() <= withoutDatabase
                && entry.version().equals(known)
                && !watch.changedSince(topic, entry.loaded());
    }
}
