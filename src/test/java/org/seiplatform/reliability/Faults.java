package org.seiplatform.reliability;

import static org.seiplatform.reliability.Fault.Bound.NOTHING_FAILS;
import static org.seiplatform.reliability.Fault.Bound.READS_GO_ON;
import static org.seiplatform.reliability.Fault.Bound.SOME_ARE_TURNED_AWAY;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.seiplatform.reliability.Fault.Action;

/** The bad nights. */
final class Faults {

    private final TestDeployment system;
    private final LoadScenario scenario;
    private final Traffic traffic;
    private final FullDisk disk;
    private final Overload overload;

    Faults(TestDeployment system, LoadScenario scenario, Traffic traffic, FullDisk disk, Overload overload) {
        this.system = system;
        this.scenario = scenario;
        this.traffic = traffic;
        this.disk = disk;
        this.overload = overload;
    }

    List<Fault> all() throws SQLException {
        SlowClients slowClients =
                new SlowClients(scenario, () -> system.instance(0).port());
        UsedUpConnections connections = new UsedUpConnections(system.postgres);
        TableLock lock = new TableLock(system.postgres, "deployments");
        return List.of(
                new Fault(
                        "Redis killed, later started empty",
                        NOTHING_FAILS,
                        system.redis::kill,
                        system.redis::startAgain),
                new Fault("Redis paused (SIGSTOP)", NOTHING_FAILS, system.redis::pause, system.redis::resume),
                new Fault("Redis restarted empty", NOTHING_FAILS, system.redis::restart, Action.NONE),
                new Fault(
                        "Redis slowed by 500 ms",
                        NOTHING_FAILS,
                        () -> system.redisNetwork.delay(Duration.ofMillis(500)),
                        () -> system.redisNetwork.delay(Duration.ZERO)),
                new Fault(
                        "PgBouncer killed, later started",
                        READS_GO_ON,
                        system.pgBouncer::kill,
                        system.pgBouncer::startAgain),
                new Fault("PostgreSQL restarted", READS_GO_ON, system.postgres::restart, Action.NONE),
                new Fault(
                        "PostgreSQL killed (SIGKILL), later started",
                        READS_GO_ON,
                        system.postgres::kill,
                        system.postgres::startAgain),
                new Fault("Connections of PostgreSQL used up", READS_GO_ON, connections::take, connections::giveBack),
                new Fault("Table of deployments locked", READS_GO_ON, 1.5, lock::take, lock::release),
                new Fault(
                        "Network between one instance and the database cut",
                        READS_GO_ON,
                        () -> system.databaseNetwork(0).cut(),
                        () -> system.databaseNetwork(0).mend()),
                new Fault(
                        "One instance killed (SIGKILL), later started",
                        READS_GO_ON,
                        () -> system.instance(0).kill(),
                        () -> system.replace(0)),
                new Fault(
                        "One instance ended (SIGTERM), later started",
                        NOTHING_FAILS,
                        () -> system.instance(0).stop(),
                        () -> system.replace(0)),
                new Fault("Both instances replaced, one after the other", NOTHING_FAILS, this::roll, Action.NONE),
                new Fault(
                        "Vault gone",
                        NOTHING_FAILS,
                        () -> system.passwords.network().cut(),
                        () -> system.passwords.network().mend()),
                new Fault(
                        "Passwords of database and Redis changed, and changed again",
                        NOTHING_FAILS,
                        () -> system.passwords.change(Passwords.SECOND),
                        () -> system.passwords.change(Passwords.FIRST)),
                new Fault(
                        "A sender's clock two minutes ahead",
                        NOTHING_FAILS,
                        () -> traffic.skew(Duration.ofMinutes(2)),
                        () -> traffic.skew(Duration.ZERO)),
                new Fault("20 clients that send a byte a second", NOTHING_FAILS, slowClients::begin, slowClients::end),
                new Fault("Disk of the tables full", READS_GO_ON, disk::fill, disk::clear),
                new Fault("Three times the sustainable load", SOME_ARE_TURNED_AWAY, 3, overload::begin, overload::end));
    }

    private void roll() {
        for (int instance = 0; instance < TestDeployment.INSTANCES; instance++) {
            system.instance(instance).stop();
            system.replace(instance);
        }
    }
}
