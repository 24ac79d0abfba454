package org.seiplatform.source.git;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.git.ImportFailure.Code;

/** How far one import has come, as its worker counts it, and whether it may go on. */
final class ImportProgress {

    /** Ends an import that was cancelled or taken over, or whose instance stops. */
    static final class Stopped extends RuntimeException {

        private Stopped() {
            super(null, null, false, false);
        }
    }

    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

    private final ImportStore store;
    private final UUID jobId;
    private final String worker;
    private final Clock clock;
    private final Instant deadline;
    private final BooleanSupplier stopping;
    private final ImportMetrics metrics;

    private String phase = "fetching";
    private long commits;
    private @Nullable Long total;
    private long deployments;
    private Instant told = Instant.MIN;

    ImportProgress(
            ImportStore store,
            UUID jobId,
            String worker,
            Clock clock,
            Duration timeLimit,
            BooleanSupplier stopping,
            ImportMetrics metrics) {
        this.store = store;
        this.jobId = jobId;
        this.worker = worker;
        this.clock = clock;
        this.deadline = clock.instant().plus(timeLimit);
        this.stopping = stopping;
        this.metrics = metrics;
    }

    void enter(String nextPhase) {
        phase = nextPhase;
        tell();
    }

    void count(long commitsTotal) {
        total = commitsTotal;
    }

    void addCommits(int number) {
        commits += number;
        metrics.commits(number);
        tell();
    }

    void addDeployments(int number) {
        deployments += number;
        metrics.deployments(number);
        tell();
    }

    /** Says that the work goes on, no more often than is useful. */
    void beat() {
        if (clock.instant().isAfter(told.plus(TOLD_EVERY))) {
            tell();
        }
    }

    /** Says from outside that the worker is alive, however long it waits for a server or for git, until its time is up. */
    void keepAlive() {
        Instant now = clock.instant();
        if (!now.isAfter(deadline)) {
            store.keepAlive(jobId, worker, now);
        }
    }

    private void tell() {
        Instant now = clock.instant();
        if (now.isAfter(deadline)) {
            throw new ImportFailure(Code.IMPORT_TIMEOUT, "The import took longer than it may.");
        }
        if (stopping.getAsBoolean() || !store.progress(jobId, worker, phase, commits, total, deployments, now)) {
            throw new Stopped();
        }
        told = now;
    }
}
