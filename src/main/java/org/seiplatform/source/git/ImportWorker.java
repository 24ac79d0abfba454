package org.seiplatform.source.git;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.seiplatform.platform.shutdown.Shutdown;
import org.seiplatform.source.git.ImportFailure.Code;
import org.seiplatform.source.git.ImportMetrics.Outcome;
import org.seiplatform.source.git.ImportStore.ClaimedJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Works waiting imports off, next to the workers of other instances. An import whose instance stops is put back; one whose
 * instance has died is taken over once it has been silent for long enough, unless that has happened too often: an import for
 * which the memory does not suffice would end one instance after the other.
 */
@Component
class ImportWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 3;

    private final ImportStore store;
    private final ImportRun run;
    private final ImportProperties properties;
    private final Clock clock;
    private final ImportMetrics metrics;
    private final Shutdown shutdown;
    private final Semaphore free;
    private final Set<ImportProgress> working = ConcurrentHashMap.newKeySet();
    private volatile ExecutorService threads = newThreads();
    private volatile boolean running;

    ImportWorker(
            ImportStore store,
            ImportRun run,
            ImportProperties properties,
            Clock clock,
            ImportMetrics metrics,
            Shutdown shutdown) {
        this.store = store;
        this.run = run;
        this.properties = properties;
        this.clock = clock;
        this.metrics = metrics;
        this.shutdown = shutdown;
        this.free = new Semaphore(properties.concurrency());
    }

    /** Speaks for the imports under way first, or they would look like those of a dead worker after the database was away. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void beatAndTakeWaiting() {
        working.forEach(ImportProgress::keepAlive);
        if (!isStopping()) {
            giveUpDeadly();
        }
        takeWaiting();
    }

    private void takeWaiting() {
        while (!isStopping() && free.tryAcquire()) {
            boolean handedOn = false;
            try {
                Instant now = clock.instant();
                String worker = UUID.randomUUID().toString();
                var claimed = store.claim(
                        worker,
                        now,
                        now.minus(properties.takeoverAfter()),
                        ATTEMPTS,
                        properties.concurrencyPerOrganization());
                if (claimed.isEmpty()) {
                    return;
                }
                threads.execute(() -> work(claimed.get(), worker));
                handedOn = true;
            } finally {
                if (!handedOn) {
                    free.release();
                }
            }
        }
    }

    private void giveUpDeadly() {
        Instant now = clock.instant();
        store.giveUp(
                        now,
                        now.minus(properties.takeoverAfter()),
                        ATTEMPTS,
                        text(Code.IMPORT_WORKERS_LOST),
                        "The instances that worked on the import ended without a word, " + ATTEMPTS
                                + " times; memory may not suffice for it. What was imported stays.")
                .forEach(id -> {
                    log.error("Import {} failed: {} workers in a row fell silent at it", id, ATTEMPTS);
                    metrics.ended(Outcome.FAILED);
                });
    }

    private void work(ClaimedJob claimed, String worker) {
        UUID id = claimed.job().id();
        ImportProgress progress =
                new ImportProgress(store, id, worker, clock, properties.timeLimit(), this::isStopping, metrics);
        working.add(progress);
        try {
            run.run(claimed, progress);
            store.finish(id, worker, ImportJob.Status.SUCCEEDED, null, null, clock.instant());
            metrics.ended(Outcome.SUCCEEDED);
        } catch (ImportProgress.Stopped stopped) {
            if (isStopping()) {
                putBack(id, worker);
            } else {
                store.finish(id, worker, ImportJob.Status.CANCELLED, null, null, clock.instant());
                metrics.ended(Outcome.CANCELLED);
            }
        } catch (ImportFailure failure) {
            log.info("Import {} failed: {}", id, failure.code(), failure);
            fail(id, worker, failure.code(), failure.detail());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            putBack(id, worker);
        } catch (Exception exception) {
            log.error("Import {} failed", id, exception);
            fail(
                    id,
                    worker,
                    Code.IMPORT_FAILED,
                    "The import failed; the log of the service says more under " + id + ".");
        } finally {
            working.remove(progress);
            free.release();
        }
    }

    /** For another instance to go on where this one stopped. */
    private void putBack(UUID id, String worker) {
        store.release(id, worker);
        metrics.ended(Outcome.PUT_BACK);
    }

    private void fail(UUID id, String worker, Code code, String detail) {
        metrics.ended(Outcome.FAILED);
        store.finish(id, worker, ImportJob.Status.FAILED, text(code), detail, clock.instant());
    }

    private static String text(Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Of the platform, because a virtual one that reads what git prints keeps a processor from the others: with as many imports that
     * wait for git as processors, requests would wait, too.
     */
    private static ExecutorService newThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("import-", 1).factory());
    }

    /** Begins anew after every stop, with threads of its own. */
    @Override
    public void start() {
        threads = newThreads();
        running = true;
    }

    /**
     * Waits until running imports have come to the end of their batch and were put back. One that waits for a git server is
     * interrupted; should even that not help, another instance takes it over once it has been silent for long enough.
     */
    @Override
    public void stop() {
        running = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private boolean isStopping() {
        return !running || shutdown.hasBegun();
    }
}
