package org.seiplatform.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.seiplatform.platform.cache.TwoInstances.Scenario;
import org.seiplatform.testing.Answer;

/** Writes to one instance while both are asked, and holds every answer to what had been acknowledged before it was asked for. */
final class Freshness {

    private static final long SECOND = 1_000_000_000;

    private final Scenario scenario;
    private final AtomicLong written = new AtomicLong();
    private final Map<Long, Long> acknowledged = new ConcurrentSkipListMap<>();

    Freshness(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Fails the test if the one answers with less than was acknowledged, or the other with less than was a second before. */
    void hold(int writes) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong tooOld = new AtomicLong();
        AtomicLong asked = new AtomicLong();
        Thread here = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                long expected = written.get();
                check(scenario.one().get(scenario.question()), expected, tooOld, asked);
            }
        });
        Thread elsewhere = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                long expected = before(System.nanoTime() - SECOND);
                check(scenario.two().get(scenario.question()), expected, tooOld, asked);
            }
        });
        try {
            for (int number = 1; number <= writes; number++) {
                scenario.deploy(scenario.one(), number).expect(200);
                acknowledged.put(System.nanoTime(), (long) number);
                written.set(number);
                assertThat(Scenario.deployments(scenario.one().get(scenario.question())))
                        .isEqualTo(number);
            }
        } finally {
            done.set(true);
            here.join();
            elsewhere.join();
        }
        assertThat(asked.get()).isGreaterThan(writes);
        assertThat(tooOld.get()).isZero();
    }

    private static void check(Answer answer, long expected, AtomicLong tooOld, AtomicLong asked) {
        asked.incrementAndGet();
        if (answer.status() != 200 || Scenario.deployments(answer) < expected) {
            tooOld.incrementAndGet();
        }
    }

    private long before(long moment) {
        return acknowledged.entrySet().stream()
                .filter(entry -> entry.getKey() - moment <= 0)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
