package org.seiplatform.platform.dataversion;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.resilience.ResilientRedis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps all watches up to date: by polling the database, which bounds how old knowledge gets whatever else fails, and by messages
 * over Redis, which most often are quicker.
 */
@Component
public class VersionWatches implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(VersionWatches.class);
    private static final String CHANNEL = "sei:changes";
    /** After the connection to Redis, before what answers requests. */
    private static final int PHASE = 1001;

    private final DataVersionProperties properties;
    private final @Nullable ResilientRedis redis;
    private final ObjectProvider<ChangeListener> listeners;
    private final String instance = UUID.randomUUID().toString();
    private final Map<String, VersionWatch> watches = new ConcurrentHashMap<>();
    private volatile boolean running;

    VersionWatches(
            DataVersionProperties properties,
            ObjectProvider<ResilientRedis> redis,
            ObjectProvider<ChangeListener> listeners) {
        this.properties = properties;
        this.redis = redis.getIfAvailable();
        this.listeners = listeners;
    }

    /**
     * A new watch.
     *
     * @param name a word, the same in all instances
     */
    public VersionWatch watch(String name, VersionSource source) {
        VersionWatch watch =
                new VersionWatch(name, source, properties, topic -> announce(name, topic), topic -> tell(name, topic));
        watches.put(name, watch);
        return watch;
    }

    private void announce(String name, String topic) {
        if (redis != null) {
            redis.publish(CHANNEL, instance + " " + name + " " + topic);
        }
    }

    private void tell(String name, String topic) {
        listeners.orderedStream().forEach(listener -> listener.changed(name, topic));
    }

    private void hear(String message) {
        String[] words = message.split(" ", 3);
        VersionWatch watch = words.length == 3 && !words[0].equals(instance) ? watches.get(words[1]) : null;
        if (watch != null) {
            watch.noteChange(words[2]);
        }
    }

    @Override
    public void start() {
        running = true;
        if (redis != null) {
            redis.listen(CHANNEL, this::hear);
        }
        Thread.ofVirtual().name("version-poll").start(this::pollUntilStopped);
    }

    private void pollUntilStopped() {
        boolean failing = false;
        while (running) {
            try {
                Thread.sleep(properties.pollEvery());
                if (running) {
                    watches.values().forEach(VersionWatch::poll);
                    failing = false;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                if (!failing && running) {
                    log.warn("Changes cannot be followed just now: {}", failure.getMessage());
                    failing = true;
                }
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
