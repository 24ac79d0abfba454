package org.seiplatform.platform.resilience;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Redis, which may be slow, full, empty or gone at any time. A question to it has an answer or fails within its time-out; while it
 * fails too often it is not asked at all. The connection is made beside the requests, and made again when it was lost.
 */
public final class ResilientRedis implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ResilientRedis.class);
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);
    /** After the client it takes its connections from, before what answers requests. */
    private static final int PHASE = 1000;

    private final LettuceConnectionFactory client;
    private final ResiliencePolicy policy;
    private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
    private volatile @Nullable Link link;
    private volatile boolean running;

    ResilientRedis(LettuceConnectionFactory client, ResiliencePolicy policy) {
        this.client = client;
        this.policy = policy;
    }

    private record Link(
            StatefulRedisConnection<String, byte[]> commands, StatefulRedisPubSubConnection<String, String> messages) {

        void close() {
            commands.closeAsync();
            messages.closeAsync();
        }
    }

    /**
     * Asks and waits for the answer, at most for the time-out.
     *
     * @throws DependencyUnavailableException if there is none, whatever the reason
     */
    public <T> @Nullable T query(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
        try {
            return policy.submit(() -> command.apply(commands()))
                    .toCompletableFuture()
                    .get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException(Dependency.REDIS);
        } catch (ExecutionException | RuntimeException failure) {
            log.debug("Redis did not answer", failure);
            throw new DependencyUnavailableException(Dependency.REDIS);
        }
    }

    /** Fire and forget: failures are logged at debug level, not thrown. */
    public <T> void sendAsync(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
        try {
            policy.submit(() -> command.apply(commands())).whenComplete((answer, failure) -> {
                if (failure != null) {
                    log.debug("Redis failed", failure);
                }
            });
        } catch (RuntimeException failure) {
            log.debug("Redis was not asked", failure);
        }
    }

    /** Sends a message to all who listen, to this instance as well. */
    public void publish(String channel, String message) {
        sendAsync(commands -> commands.publish(channel, message.getBytes(UTF_8)));
    }

    /** Hears the messages of a channel from now on, except those sent while there is no connection. It must be quick. */
    public void listen(String channel, Consumer<String> listener) {
        listeners.put(channel, listener);
        Link current = link;
        if (current != null) {
            current.messages().async().subscribe(channel);
        }
    }

    private RedisAsyncCommands<String, byte[]> commands() {
        Link current = link;
        if (current == null) {
            throw new DependencyUnavailableException(Dependency.REDIS);
        }
        return current.commands().async();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("redis-connection").start(this::connectUntilItSucceeds);
    }

    private void connectUntilItSucceeds() {
        boolean logged = false;
        while (running && link == null) {
            try {
                connect();
                log.info("Redis is connected");
            } catch (RuntimeException failure) {
                if (!logged) {
                    log.warn("Redis cannot be reached; the service goes on without it: {}", failure.getMessage());
                    logged = true;
                }
                pause();
            }
        }
    }

    private void connect() {
        RedisClient redis = (RedisClient) client.getRequiredNativeClient();
        StatefulRedisConnection<String, byte[]> commands =
                redis.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        try {
            StatefulRedisPubSubConnection<String, String> messages = redis.connectPubSub(StringCodec.UTF8);
            messages.addListener(new Dispatcher());
            Link made = new Link(commands, messages);
            link = made;
            listeners.keySet().forEach(channel -> messages.async().subscribe(channel));
            if (!running) {
                stop();
            }
        } catch (RuntimeException failure) {
            commands.closeAsync();
            throw failure;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT_AFTER);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        Link current = link;
        link = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private final class Dispatcher extends RedisPubSubAdapter<String, String> {

        @Override
        public void message(String channel, String message) {
            Consumer<String> listener = listeners.get(channel);
            if (listener != null) {
                listener.accept(message);
            }
        }
    }
}
