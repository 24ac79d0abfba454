package org.seiplatform.reliability;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Three times the requests that the site can answer. */
final class Overload {

    private static final int CALLERS = 16;
    private static final Duration MEASURED = Duration.ofSeconds(3);

    private final Shop shop;
    private final int port;
    private final Traffic traffic;

    Overload(Shop shop, int port, Traffic traffic) {
        this.shop = shop;
        this.port = port;
        this.traffic = traffic;
    }

    void begin() throws InterruptedException {
        traffic.rate(3 * sustainable());
    }

    void end() {
        traffic.rate(traffic.usualRate());
    }

    /** Requests a second that are answered to callers who each wait for their answer. */
    private int sustainable() throws InterruptedException {
        Caller caller = new Caller();
        AtomicInteger answered = new AtomicInteger();
        long end = System.nanoTime() + MEASURED.toNanos();
        Thread[] callers = new Thread[CALLERS];
        for (int number = 0; number < CALLERS; number++) {
            callers[number] = Thread.startVirtualThread(() -> {
                RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
                while (System.nanoTime() < end) {
                    if (!caller.get(shop.question(port, random), shop.viewerKey())
                            .sample()
                            .failed()) {
                        answered.incrementAndGet();
                    }
                }
            });
        }
        for (Thread thread : callers) {
            thread.join();
        }
        return Math.max(1, (int) (answered.get() / MEASURED.toSeconds()));
    }
}
