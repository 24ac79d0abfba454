package org.seiplatform.reliability;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Does one fault after another to the site and observes what callers notice. */
final class FaultTrial {

    /** Nothing may have failed for so long before all is taken to be well again. */
    private static final Duration CALM = Duration.ofSeconds(2);

    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);

    private final TestDeployment system;
    private final Traffic traffic;
    private final FreshnessProbe probe;
    private final Duration phase;

    /** @param phase how long is looked at before a fault, while it lasts, and after it */
    FaultTrial(TestDeployment system, Traffic traffic, FreshnessProbe probe, Duration phase) {
        this.system = system;
        this.traffic = traffic;
        this.probe = probe;
        this.phase = phase;
    }

    Observation of(Fault fault) throws Exception {
        traffic.warmUp();
        Set<String> acknowledgedEarlier = traffic.acknowledged();
        probe.take();
        long beginning = System.nanoTime();
        Thread.sleep(phase);
        long broken = System.nanoTime();
        fault.begin().run();
        Thread.sleep((long) (phase.toMillis() * fault.stretch()));
        fault.end().run();
        long mended = System.nanoTime();
        long well = awaitWell(mended);
        Thread.sleep(phase);
        long end = System.nanoTime();

        List<Sample> samples = traffic.samples();
        Set<String> acknowledged = traffic.acknowledged().stream()
                .filter(name -> !acknowledgedEarlier.contains(name))
                .collect(Collectors.toSet());
        List<Integer> copies = copies(acknowledged);
        return new Observation(
                fault,
                between(samples, beginning, broken),
                between(samples, broken, well),
                between(samples, well, end),
                Duration.ofNanos(lastFailure(samples, mended) - mended),
                acknowledged.size(),
                acknowledged.size() - copies.size(),
                (int) copies.stream().filter(number -> number > 1).count(),
                probe.take());
    }

    private long awaitWell(long mended) throws InterruptedException {
        long last = mended;
        while (System.nanoTime() - last < CALM.toNanos()) {
            if (System.nanoTime() - mended > LONGEST_RECOVERY.toNanos()) {
                throw new AssertionError("Requests still fail " + LONGEST_RECOVERY + " after the end of the fault: "
                        + traffic.samples().reversed().stream()
                                .filter(Sample::failed)
                                .limit(3)
                                .toList());
            }
            Thread.sleep(100);
            last = lastFailure(traffic.samples(), last);
        }
        return last;
    }

    /** When the last request failed, if after this. */
    private static long lastFailure(List<Sample> samples, long after) {
        return samples.stream()
                .filter(Sample::failed)
                .mapToLong(Sample::endedAt)
                .filter(end -> end > after)
                .max()
                .orElse(after);
    }

    private static List<Sample> between(List<Sample> samples, long from, long to) {
        return samples.stream()
                .filter(sample -> sample.startedAt() >= from && sample.startedAt() < to)
                .toList();
    }

    /** How often each of these deployments is stored that is. */
    private List<Integer> copies(Set<String> names) throws SQLException {
        try (Connection connection = system.postgres.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from deployments where external_id = any (?) group by external_id")) {
            Array array = connection.createArrayOf("text", names.toArray());
            query.setArray(1, array);
            try (ResultSet rows = query.executeQuery()) {
                List<Integer> copies = new ArrayList<>();
                while (rows.next()) {
                    copies.add(rows.getInt(1));
                }
                return copies;
            }
        }
    }
}
