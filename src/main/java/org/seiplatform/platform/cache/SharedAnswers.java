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
import org.seiplatform.platform.coherence.Version;
import org.seiplatform.platform.resilience.DependencyUnavailableException;
import org.seiplatform.platform.resilience.ResilientRedis;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The answers that all instances share in Redis, the latest to each question. Without Redis it holds nothing, and nothing fails. */
@Component
class SharedAnswers {

    private static final String PREFIX = "sei:answer:";
    private static final int SCANNED_AT_ONCE = 1_000;
    private static final String SETTINGS = "sei.analytics";
    private static final String RELEASE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    private final CacheProperties properties;
    private final @Nullable ResilientRedis redis;
    private final String prefix;

    SharedAnswers(
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

    /** Who computes an answer. */
    enum Turn {
        /** This instance, and the others wait. */
        OURS,
        /** Another instance. */
        THEIRS,
        /** Everybody who wants it, because nobody can be asked. */
        ANYBODYS
    }

    /** Null if there is none or none can be had. */
    @Nullable
    StoredAnswer find(Question question) {
        if (redis == null) {
            return null;
        }
        try {
            byte[] bytes = redis.query(commands -> commands.get(prefix + question.key()));
            return bytes == null ? null : StoredAnswer.decode(bytes).orElse(null);
        } catch (DependencyUnavailableException unavailable) {
            return null;
        }
    }

    /** Does not wait. */
    void put(Question question, StoredAnswer answer) {
        if (redis != null
                && answer.body().length <= properties.maximumAnswerSize().toBytes()) {
            Duration kept = properties.staleIfError();
            redis.sendAsync(commands ->
                    commands.set(prefix + question.key(), answer.encode(), SetArgs.Builder.px(kept.toMillis())));
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
        ScanArgs answers = ScanArgs.Builder.matches(PREFIX + "*:" + Question.prefix(organizationId) + "*")
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

    /** Says that this instance is about to compute the answer; it is forgotten after a while even if it does not. */
    Turn begin(Question question, Version version, UUID flight) {
        if (redis == null) {
            return Turn.ANYBODYS;
        }
        try {
            String set = redis.query(commands -> commands.set(
                    lock(question, version),
                    token(flight),
                    SetArgs.Builder.nx().px(properties.lockTimeOut().toMillis())));
            return set == null ? Turn.THEIRS : Turn.OURS;
        } catch (DependencyUnavailableException unavailable) {
            return Turn.ANYBODYS;
        }
    }

    /** Ends what {@link #begin} has begun. Does not wait. */
    void end(Question question, Version version, UUID flight) {
        if (redis != null) {
            redis.sendAsync(commands -> commands.<Long>eval(
                    RELEASE, ScriptOutputType.INTEGER, new String[] {lock(question, version)}, token(flight)));
        }
    }

    private String lock(Question question, Version version) {
        return prefix + "lock:" + version.number() + ":" + question.minute() + ":" + question.key();
    }

    private static byte[] token(UUID flight) {
        return flight.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
