package org.seiplatform.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Mixed load at an even rate, whether the service keeps up or not, and a ledger of what it acknowledged. */
final class Traffic implements AutoCloseable {

    /** In three of ten requests something is written. */
    private static final double WRITES = 0.3;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Caller caller = new Caller();
    private final LoadScenario scenario;
    private final int port;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final int usualRate;
    private ScheduledFuture<?> ticking;
    private volatile Duration skew = Duration.ZERO;

    /** @param port where the proxy listens */
    Traffic(LoadScenario scenario, int port, int perSecond) {
        this.scenario = scenario;
        this.port = port;
        this.usualRate = perSecond;
        this.ticking = tick(perSecond);
    }

    /** Asks all that is asked, so that there is a last known response to each of it: an emptied Redis has taken those of before. */
    void warmUp() {
        assertThat(scenario.questions(port))
                .allMatch(question ->
                        !caller.get(question, scenario.viewerKey()).sample().failed());
    }

    int usualRate() {
        return usualRate;
    }

    /** From now on there are so many requests a second. */
    void rate(int perSecond) {
        ticking.cancel(false);
        ticking = tick(perSecond);
    }

    private ScheduledFuture<?> tick(int perSecond) {
        return clock.scheduleAtFixedRate(
                () -> Thread.startVirtualThread(() -> samples.add(request())),
                0,
                1_000_000 / perSecond,
                TimeUnit.MICROSECONDS);
    }

    /** From now on senders' clocks are wrong by so much. */
    void skew(Duration time) {
        skew = time;
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** The names of all deployments that the service said it had taken in. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** One request of the mix. */
    Sample request() {
        if (random.nextDouble() < WRITES) {
            String name = "load-" + NUMBERS.incrementAndGet();
            Caller.Result result = caller.post(
                    scenario.intake(port),
                    scenario.ingestKey(),
                    scenario.deployment(name, Instant.now().plus(skew)));
            if (!result.sample().failed()) {
                acknowledged.add(name);
            }
            return result.sample();
        }
        return caller.get(scenario.question(port, random), scenario.viewerKey()).sample();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
