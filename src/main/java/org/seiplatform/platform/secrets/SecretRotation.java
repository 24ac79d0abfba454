package org.seiplatform.platform.secrets;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.resilience.ResiliencePolicy;
import org.seiplatform.platform.shutdown.Shutdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Knows the accounts, and follows them when they are changed where they are kept. While that place is away, those known last stay.
 * A connection that is being made may be one that was refused with the former password: then they are read at once.
 */
final class SecretRotation implements Accounts, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SecretRotation.class);
    private static final Duration ON_DEMAND_AT_MOST_EVERY = Duration.ofMillis(500);
    /** It is there before the first connection is made, and until the last one is closed. */
    private static final int PHASE = Integer.MIN_VALUE;

    private final ConfiguredSecrets secrets;
    private final ResiliencePolicy store;
    private final Shutdown shutdown;
    private final Duration refreshEvery;
    private final boolean imported;
    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Account database;
    private volatile Account redis;
    private volatile boolean databaseByLease;
    private volatile boolean troubled;
    private volatile long lastRead = System.nanoTime();
    private volatile @Nullable ScheduledFuture<?> refreshes;

    /** @param imported whether anything is imported that could change */
    SecretRotation(
            ConfiguredSecrets secrets,
            ResiliencePolicy store,
            Shutdown shutdown,
            Duration refreshEvery,
            boolean imported) {
        this.secrets = secrets;
        this.store = store;
        this.shutdown = shutdown;
        this.refreshEvery = refreshEvery;
        this.imported = imported;
        ConfiguredSecrets.Reading initial = secrets.initial();
        this.database = initial.database();
        this.redis = initial.redis();
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("secrets-");
    }

    @Override
    public Account database() {
        refreshOnDemand();
        return database;
    }

    @Override
    public Account redis() {
        refreshOnDemand();
        return redis;
    }

    @Override
    public void onDatabaseChange(Runnable action) {
        listeners.add(action);
    }

    /** Takes over an account that a lease has brought; from now on the configuration's does not count. */
    void databaseLeased(Account account) {
        databaseByLease = true;
        changeDatabase(account);
    }

    /** Reads the accounts again, and tells what has changed to whom it concerns. */
    void refresh() {
        // Configuration cannot be read any more once the end has begun, which those known are good for.
        if (!imported || shutdown.hasBegun() || !reading.compareAndSet(false, true)) {
            return;
        }
        try {
            ConfiguredSecrets.Reading current = store.call(secrets::current);
            if (!databaseByLease && current.database().password() != null) {
                changeDatabase(current.database());
            }
            if (current.redis().password() != null && !redis.equals(current.redis())) {
                redis = current.redis();
                log.info("The account at Redis has changed");
            }
            troubled = false;
        } catch (Exception failure) {
            if (!troubled) {
                // Neither message nor cause: they may quote what could not be understood.
                log.warn(
                        "Secrets cannot be read again ({}), those known stay in use",
                        failure.getClass().getSimpleName());
            }
            troubled = true;
        } finally {
            lastRead = System.nanoTime();
            reading.set(false);
        }
    }

    private void changeDatabase(Account account) {
        if (!database.equals(account)) {
            database = account;
            log.info("The account at the database has changed");
            listeners.forEach(Runnable::run);
        }
    }

    private void refreshOnDemand() {
        if (imported && isRunning() && System.nanoTime() - lastRead > ON_DEMAND_AT_MOST_EVERY.toNanos()) {
            scheduler.execute(this::refresh);
        }
    }

    @Override
    public void start() {
        if (imported) {
            refreshes = scheduler.scheduleWithFixedDelay(this::refresh, refreshEvery);
        }
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = refreshes;
        if (running != null) {
            running.cancel(true);
            refreshes = null;
        }
    }

    @Override
    public boolean isRunning() {
        return refreshes != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
