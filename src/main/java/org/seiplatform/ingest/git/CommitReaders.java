package org.seiplatform.ingest.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.seiplatform.ingest.CommitEvent;
import org.seiplatform.ingest.git.CommitSizes.CommitSize;
import org.springframework.util.unit.DataSize;

/** Reads commits of one repository and measures them, with a thread for each processor. */
final class CommitReaders implements AutoCloseable {

    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors());

    /** Few enough that one commit of a thousand files does not make the other threads wait for long. */
    private static final int SHARE = 25;

    private final GitHistory history;
    private final Runnable beat;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("import-reader-", 1).factory());
    private final BlockingQueue<CommitSizes> free = new LinkedBlockingQueue<>();

    /** @param beat called about every second while somebody waits; what it throws ends the waiting */
    CommitReaders(Repository repository, GitHistory history, DataSize fileSizeLimit, Runnable beat) {
        this.history = history;
        this.beat = beat;
        for (int i = 0; i < THREADS; i++) {
            free.add(new CommitSizes(repository, fileSizeLimit));
        }
    }

    /**
     * Begins to read.
     *
     * @param commits with their bodies, which are dropped once read
     */
    Reading read(List<RevCommit> commits, boolean onBranch) {
        List<Future<List<CommitEvent>>> shares = new ArrayList<>();
        for (int from = 0; from < commits.size(); from += SHARE) {
            List<RevCommit> share = commits.subList(from, Math.min(from + SHARE, commits.size()));
            Callable<List<CommitEvent>> task = () -> events(share, onBranch);
            shares.add(threads.submit(task));
        }
        return new Reading(shares);
    }

    private List<CommitEvent> events(List<RevCommit> commits, boolean onBranch)
            throws IOException, InterruptedException {
        CommitSizes sizes = free.take();
        try {
            List<CommitEvent> events = new ArrayList<>(commits.size());
            for (RevCommit commit : commits) {
                CommitSize size = history.isMeasurable(commit) ? sizes.measure(commit) : null;
                events.add(history.event(commit, size, onBranch));
                commit.disposeBody();
            }
            return events;
        } finally {
            free.add(sizes);
        }
    }

    /** Commits that are being read. */
    final class Reading {

        private final List<Future<List<CommitEvent>>> shares;

        private Reading(List<Future<List<CommitEvent>>> shares) {
            this.shares = shares;
        }

        /** All of them, in order. */
        List<CommitEvent> await() throws IOException, InterruptedException {
            List<CommitEvent> events = new ArrayList<>();
            for (Future<List<CommitEvent>> share : shares) {
                events.addAll(await(share));
            }
            return events;
        }

        private List<CommitEvent> await(Future<List<CommitEvent>> share) throws IOException, InterruptedException {
            while (true) {
                try {
                    return share.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException notYet) {
                    beat.run();
                } catch (ExecutionException exception) {
                    throw new IOException("A commit could not be read", exception.getCause());
                }
            }
        }
    }

    /** Stops reading, and waits until the threads are done with the repository. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        free.forEach(CommitSizes::close);
    }
}
