package org.seiplatform.reliability;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes by one instance and reads what was written by the same one, which must show it at once, and by the other, which must show
 * it soon. Where an instance does not answer, or says that its answer is old, nothing is learnt.
 */
final class FreshnessProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Caller caller = new Caller();
    private final TestDeployment system;
    private final LoadScenario scenario;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private long written;
    private Seen seen = new Seen(0, 0, Duration.ZERO);

    FreshnessProbe(TestDeployment system, LoadScenario scenario) {
        this.system = system;
        this.scenario = scenario;
        clock.scheduleWithFixedDelay(this::probe, 200, 200, TimeUnit.MILLISECONDS);
    }

    /**
     * What was seen.
     *
     * @param probes acknowledged writes of which something was learnt
     * @param stale answers of the writing instance without what it had acknowledged before they were asked for
     * @param lag the longest time until the other instance showed a write
     */
    record Seen(int probes, int stale, Duration lag) {

        private Seen and(boolean isStale, Duration otherLag) {
            return new Seen(probes + 1, stale + (isStale ? 1 : 0), otherLag.compareTo(lag) > 0 ? otherLag : lag);
        }
    }

    /** What was seen since this was asked last. */
    synchronized Seen take() {
        Seen taken = seen;
        seen = new Seen(0, 0, Duration.ZERO);
        return taken;
    }

    private void probe() {
        int own = system.instance(0).port();
        int other = system.instance(1).port();
        String name = "probe-" + System.nanoTime();
        if (caller.post(scenario.intake(own), scenario.ingestKey(), scenario.probedDeployment(name))
                .sample()
                .failed()) {
            return;
        }
        written++;
        long acknowledgedAt = System.nanoTime();
        CompletableFuture<Caller.Result> asked = CompletableFuture.supplyAsync(
                () -> caller.get(scenario.probe(own), scenario.viewerKey()), Thread::startVirtualThread);
        Duration lag = lag(other, acknowledgedAt);
        Caller.Result mine = asked.join();
        if (mine.answer() != null && !mine.sample().old() && lag != null) {
            boolean isStale = LoadScenario.deployments(mine.answer()) < written;
            synchronized (this) {
                seen = seen.and(isStale, lag);
            }
        }
    }

    /** The time until an instance shows all that was written, up to the start of the first request that does; null if unknown. */
    private @Nullable Duration lag(int instance, long acknowledgedAt) {
        while (true) {
            Duration waited = Duration.ofNanos(System.nanoTime() - acknowledgedAt);
            Caller.Result theirs = caller.get(scenario.probe(instance), scenario.viewerKey());
            if (theirs.answer() == null || theirs.sample().old()) {
                return null;
            }
            if (LoadScenario.deployments(theirs.answer()) >= written || waited.compareTo(PATIENCE) > 0) {
                return waited;
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
