package org.seiplatform.platform.cache;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.dataversion.Version;
import org.seiplatform.platform.resilience.DependencyUnavailableException;
import org.seiplatform.platform.resilience.ResilientRedis;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The responses that all instances share in Redis, the latest of each key. Without Redis it is empty, and nothing fails. */
@Component
class RemoteResponseCache {

    private static final String PREFIX = "sei:answer:";
    private static final int SCANNED_AT_ONCE = 1_000;
    private static final String SETTINGS = "sei.analytics";
    private static final String RELEASE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    private final CacheProperties properties;
    private final @Nullable ResilientRedis redis;
    private final String prefix;

    RemoteResponseCache(
            CacheProperties properties,
            ObjectProvider<ResilientRedis> redis,
            ObjectProvider<BuildProperties> build,
            Environment environment) {
        this.properties = properties;
        this.redis = redis.getIfAvailable();
        this.prefix = PREFIX + generation(build.getIfAvailable(), environment) + ":";
    }

    /** Instances of another release or with other settings, as while one is replaced by the next, answer otherwise. */
    private static String generation(@Nullable BuildProperties build, Environment environment) {
        Map<String, String> settings = Binder.get(environment)
                .bind(SETTINGS, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        String version = build == null ? "" : String.valueOf(build.getVersion());
        return Integer.toHexString((version + new TreeMap<>(settings)).hashCode());
    }

    /** Whether this instance computes the response. */
    enum LockResult {
        /** It does, and the others wait. */
        ACQUIRED,
        /** Another instance does. */
        HELD,
        /** Every instance that wants it does, because Redis is away. */
        UNAVAILABLE
    }

    /** Null if there is none or none can be had. */
    @Nullable
    CachedResponse find(CacheKey key) {
        if (redis == null) {
            return null;
        }
        try {
            byte[] bytes = redis.query(commands -> commands.get(prefix + key.value()));
            return bytes == null ? null : CachedResponse.decode(bytes).orElse(null);
        } catch (DependencyUnavailableException unavailable) {
            return null;
        }
    }

    /** Does not wait. */
    void put(CacheKey key, CachedResponse answer) {
        if (redis != null
                && answer.body().length <= properties.maximumAnswerSize().toBytes()) {
            Duration kept = properties.staleIfError();
            redis.sendAsync(commands ->
                    commands.set(prefix + key.value(), answer.encode(), SetArgs.Builder.px(kept.toMillis())));
        }
    }

    /**
     * Forgets the answers of an organization, those of other releases as well. It goes through all that Redis holds, which it does not
     * keep from answering meanwhile.
     */
    void forget(UUID organizationId) {
        if (redis == null) {
            return;
        }
        ScanArgs answers = ScanArgs.Builder.matches(PREFIX + "*:" + CacheKey.prefix(organizationId) + "*")
                .limit(SCANNED_AT_ONCE);
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            ScanCursor position = cursor;
            KeyScanCursor<String> found =
                    Objects.requireNonNull(redis.query(commands -> commands.scan(position, answers)));
            if (!found.getKeys().isEmpty()) {
                redis.query(commands -> commands.unlink(found.getKeys().toArray(String[]::new)));
            }
            cursor = found;
        }
    }

    /** Locks the computation of the response for other instances; the lock expires if it is not released. */
    LockResult tryLock(CacheKey key, Version version, UUID holder) {
        if (redis == null) {
            return LockResult.UNAVAILABLE;
        }
        try {
            String set = redis.query(commands -> commands.set(
                    lock(key, version),
                    token(holder),
                    SetArgs.Builder.nx().px(properties.lockTimeOut().toMillis())));
            return set == null ? LockResult.HELD : LockResult.ACQUIRED;
        } catch (DependencyUnavailableException unavailable) {
            return LockResult.UNAVAILABLE;
        }
    }

    /** Ends what {@link #tryLock} has begun. Does not wait. */
    void unlock(CacheKey key, Version version, UUID holder) {
        if (redis != null) {
            redis.sendAsync(commands -> commands.<Long>eval(
                    RELEASE, ScriptOutputType.INTEGER, new String[] {lock(key, version)}, token(holder)));
        }
    }

    private String lock(CacheKey key, Version version) {
        return prefix + "lock:" + version.number() + ":" + key.minute() + ":" + key.value();
    }

    private static byte[] token(UUID holder) {
        return holder.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
