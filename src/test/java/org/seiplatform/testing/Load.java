package org.seiplatform.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Calls that go on beside a test at a steady, modest rate, and what became of them. */
public final class Load implements AutoCloseable {

    private final ScheduledExecutorService callers;
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private Load(int concurrency) {
        this.callers = Executors.newScheduledThreadPool(concurrency);
    }

    /**
     * Begins to call.
     *
     * @param callsPerSecond of all callers together
     * @param call gets the number of the call, from 1; one that throws has failed
     */
    public static Load of(int concurrency, int callsPerSecond, IntConsumer call) {
        Load load = new Load(concurrency);
        long periodMicros = 1_000_000L * concurrency / callsPerSecond;
        for (int caller = 0; caller < concurrency; caller++) {
            load.callers.scheduleAtFixedRate(
                    () -> load.run(call), caller * periodMicros / concurrency, periodMicros, TimeUnit.MICROSECONDS);
        }
        return load;
    }

    private void run(IntConsumer call) {
        int number = calls.incrementAndGet();
        try {
            call.accept(number);
        } catch (RuntimeException | AssertionError failure) {
            failures.add("call " + number + ": " + failure);
        }
    }

    /** How many calls were begun. */
    public int calls() {
        return calls.get();
    }

    public List<String> failures() {
        return new ArrayList<>(failures);
    }

    /** Ends the calls, and waits for those under way. */
    @Override
    public void close() {
        callers.shutdown();
        try {
            if (!callers.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Calls do not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
