package org.seiplatform.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Three times the requests that the site can answer. */
final class Overload {

    private static final int CALLERS = 16;
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private final Traffic traffic;
    private final Queue<Sample> sustained = new ConcurrentLinkedQueue<>();

    Overload(Traffic traffic) {
        this.traffic = traffic;
    }

    void begin() throws InterruptedException {
        int sustainable = sustainable();
        System.out.println("Sustainable: " + sustainable + " requests a second");
        traffic.rate(3 * sustainable);
    }

    void end() {
        traffic.rate(traffic.usualRate());
    }

    /** Requests of the mix a second that are answered to callers who each wait for their answer. */
    private int sustainable() throws InterruptedException {
        sustained.clear();
        long end = System.nanoTime() + MEASURED.toNanos();
        Thread[] callers = new Thread[CALLERS];
        for (int number = 0; number < CALLERS; number++) {
            callers[number] = Thread.startVirtualThread(() -> {
                while (System.nanoTime() < end) {
                    sustained.add(traffic.request());
                }
            });
        }
        for (Thread thread : callers) {
            thread.join();
        }
        return Math.max(1, (int) (sustained().size() / MEASURED.toSeconds()));
    }

    /** What was answered to callers who each wait for their answer. */
    List<Sample> sustained() {
        return sustained.stream().filter(sample -> !sample.failed()).toList();
    }
}
