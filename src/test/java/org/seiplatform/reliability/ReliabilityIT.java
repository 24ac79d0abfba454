package org.seiplatform.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.seiplatform.reliability.Fault.Bound;
import org.seiplatform.reliability.Sample.Kind;
import org.seiplatform.testing.Nginx;
import org.seiplatform.testing.PgBouncer;

/**
 * Breaks one thing after another under load: those whose names match {@code sei.reliability.faults}. The seconds that are looked at
 * before, during and after each fault are the system property {@code sei.reliability.seconds}; with {@code sei.reliability.report}
 * what was seen is written into that file. It comes first: the services that other tests leave running in this process would take
 * part of the machine from those that are overloaded.
 */
@Order(0)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReliabilityIT {

    private static final Duration PHASE = Duration.ofSeconds(Integer.getInteger("sei.reliability.seconds", 2));
    private static final int REQUESTS_PER_SECOND = Integer.getInteger("sei.reliability.rate", 10);

    /** After an acknowledged write, how long other instances may show what was before. */
    private static final Duration LONGEST_LAG = Duration.ofSeconds(1);

    /** Those that are tried where nobody names others: each a kind of its own. */
    private static final String USUAL_FAULTS =
            "Redis killed.*|Redis paused.*|PgBouncer killed.*|PostgreSQL killed.*|One instance killed.*|Passwords.*|Disk.*|Three.*";

    /** In milliseconds; on a machine that is slower than that anyway, so many times as long as when it had all it could do. */
    private static final long LONGEST_WHEN_OVERLOADED = 2000;

    private static final int TIMES_AS_LONG_WHEN_OVERLOADED = 3;

    private final List<Observation> observations = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> whateverBreaksNothingAcknowledgedIsLostAndAllIsWellAgain() throws Exception {
        boolean complete = Nginx.isInstalled() && PgBouncer.isInstalled() && FullDisk.isPossible();
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(complete, "needs nginx, PgBouncer and a user who may mount a disk");
        }
        assertThat(complete)
                .as("nginx and PgBouncer are installed, and a disk can be mounted")
                .isTrue();
        FullDisk disk = open(FullDisk.mount());
        TestDeployment system = open(new TestDeployment());
        disk.take(system.postgres);
        LoadScenario scenario = new LoadScenario(system.instance(0).api().tenant());
        Traffic traffic = open(new Traffic(scenario, system.nginx.address().getPort(), REQUESTS_PER_SECOND));
        FaultTrial trial = new FaultTrial(system, traffic, open(new FreshnessProbe(system, scenario)), PHASE);
        Thread.sleep(PHASE.multipliedBy(2));
        Overload overload = new Overload(traffic);
        return new Faults(system, scenario, traffic, disk, overload)
                .all().stream()
                        .filter(fault ->
                                fault.name().matches(System.getProperty("sei.reliability.faults", USUAL_FAULTS)))
                        .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> check(trial.of(fault), overload)));
    }

    private void check(Observation seen, Overload overload) {
        observations.add(seen);
        System.out.print(Report.table(List.of(seen)));
        assertThat(seen.lost()).as("acknowledged writes lost").isZero();
        assertThat(seen.duplicates()).as("acknowledged writes doubled").isZero();
        assertThat(seen.acknowledged()).as("acknowledged writes").isPositive();
        assertThat(seen.freshness().stale())
                .as("stale answers of the writing instance")
                .isZero();
        assertThat(seen.freshness().lag()).as("lag of the other instance").isLessThan(LONGEST_LAG);
        Bound bound = seen.fault().bound();
        if (bound == Bound.SOME_ARE_TURNED_AWAY) {
            assertThat(seen.during())
                    .as("what came of requests")
                    .allMatch(sample -> !sample.failed() || sample.shed())
                    .anyMatch(Sample::shed);
            // Not the 99th: of a few hundred requests it is one of the three slowest, on a machine that is overloaded
            // on purpose.
            assertThat(Observation.percentile(90, seen.during()))
                    .as("p90 of what was not turned away, ms")
                    .isLessThan(Math.max(
                            LONGEST_WHEN_OVERLOADED,
                            TIMES_AS_LONG_WHEN_OVERLOADED * Observation.percentile(90, overload.sustained())));
            return;
        }
        assertThat(seen.failed(Kind.READ)).as("failed reads").isEmpty();
        if (bound == Bound.NOTHING_FAILS) {
            assertThat(seen.failed(Kind.WRITE)).as("failed writes").isEmpty();
        }
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.addFirst(resource);
        return resource;
    }

    @AfterAll
    void close() throws Exception {
        List<Exception> failures = new ArrayList<>();
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception failure) {
                // The others must be closed as well.
                failures.add(failure);
            }
        }
        assertThat(failures).as("what could not be ended").isEmpty();
        String file = System.getProperty("sei.reliability.report", "");
        if (!file.isEmpty()) {
            new Report(Path.of(file)).write(observations);
        }
    }
}
