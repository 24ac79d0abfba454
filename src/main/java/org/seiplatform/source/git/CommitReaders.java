package org.seiplatform.source.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Reads commits of one repository with as many processes of git as there are processors. */
final class CommitReaders implements AutoCloseable {

    private static final int PROCESSES = Math.max(1, Runtime.getRuntime().availableProcessors());

    /** Few enough that one commit of a thousand files does not make the others wait for long. */
    private static final int SHARE = 50;

    private final Runnable beat;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            PROCESSES, Thread.ofPlatform().name("import-reader-", 1).factory());
    private final List<CommitReader> readers = new ArrayList<>();
    private final BlockingQueue<CommitReader> free = new LinkedBlockingQueue<>();

    /** @param beat called about every second while somebody waits; what it throws ends the waiting */
    CommitReaders(Function<String[], ProcessBuilder> git, Set<String> sizeless, Runnable beat) {
        this.beat = beat;
        for (int i = 0; i < PROCESSES; i++) {
            readers.add(new CommitReader(git, sizeless));
        }
        free.addAll(readers);
    }

    /** Begins to read. */
    Reading read(List<String> shas) {
        List<Future<List<GitCommit>>> shares = new ArrayList<>();
        for (int from = 0; from < shas.size(); from += SHARE) {
            List<String> share = List.copyOf(shas.subList(from, Math.min(from + SHARE, shas.size())));
            Callable<List<GitCommit>> task = () -> readShare(share);
            shares.add(threads.submit(task));
        }
        return new Reading(shares);
    }

    private List<GitCommit> readShare(List<String> shas) throws IOException, InterruptedException {
        CommitReader reader = free.take();
        try {
            return reader.read(shas);
        } finally {
            free.add(reader);
        }
    }

    /** Commits that are being read. */
    final class Reading {

        private final List<Future<List<GitCommit>>> shares;

        private Reading(List<Future<List<GitCommit>>> shares) {
            this.shares = shares;
        }

        /** All of them. */
        List<GitCommit> await() throws IOException, InterruptedException {
            List<GitCommit> commits = new ArrayList<>();
            for (Future<List<GitCommit>> share : shares) {
                commits.addAll(await(share));
            }
            return commits;
        }

        private List<GitCommit> await(Future<List<GitCommit>> share) throws IOException, InterruptedException {
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

    /** Ends all processes, and waits until the threads are done with them. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (CommitReader reader : readers) {
            reader.close();
        }
        threads.close();
    }
}
