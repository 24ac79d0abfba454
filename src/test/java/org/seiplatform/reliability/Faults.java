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

    private final Site site;
    private final Shop shop;
    private final Traffic traffic;
    private final FullDisk disk;

    Faults(Site site, Shop shop, Traffic traffic, FullDisk disk) {
        this.site = site;
        this.shop = shop;
        this.traffic = traffic;
        this.disk = disk;
    }

    List<Fault> all() throws SQLException {
        SlowClients slowClients = new SlowClients(shop, () -> site.instance(0).port());
        UsedUpConnections connections = new UsedUpConnections(site.postgres);
        Overload overload = new Overload(traffic);
        TableLock lock = new TableLock(site.postgres, "deployments");
        return List.of(
                new Fault("Redis killed, later started empty", NOTHING_FAILS, site.redis::kill, site.redis::startAgain),
                new Fault("Redis paused (SIGSTOP)", NOTHING_FAILS, site.redis::pause, site.redis::resume),
                new Fault("Redis restarted empty", NOTHING_FAILS, site.redis::restart, Action.NONE),
                new Fault(
                        "Redis slowed by 500 ms",
                        NOTHING_FAILS,
                        () -> site.redisNetwork.delay(Duration.ofMillis(500)),
                        () -> site.redisNetwork.delay(Duration.ZERO)),
                new Fault(
                        "PgBouncer killed, later started",
                        READS_GO_ON,
                        site.pgBouncer::kill,
                        site.pgBouncer::startAgain),
                new Fault("PostgreSQL restarted", READS_GO_ON, site.postgres::restart, Action.NONE),
                new Fault(
                        "PostgreSQL killed (SIGKILL), later started",
                        READS_GO_ON,
                        site.postgres::kill,
                        site.postgres::startAgain),
                new Fault("Connections of PostgreSQL used up", READS_GO_ON, connections::take, connections::giveBack),
                new Fault("Table of deployments locked", READS_GO_ON, 1.5, lock::take, lock::release),
                new Fault(
                        "Network between one instance and the database cut",
                        READS_GO_ON,
                        () -> site.databaseNetwork(0).cut(),
                        () -> site.databaseNetwork(0).mend()),
                new Fault(
                        "One instance killed (SIGKILL), later started",
                        READS_GO_ON,
                        () -> site.instance(0).kill(),
                        () -> site.replace(0)),
                new Fault(
                        "One instance ended (SIGTERM), later started",
                        NOTHING_FAILS,
                        () -> site.instance(0).stop(),
                        () -> site.replace(0)),
                new Fault("Both instances replaced, one after the other", NOTHING_FAILS, this::roll, Action.NONE),
                new Fault(
                        "Vault gone",
                        NOTHING_FAILS,
                        () -> site.passwords.network().cut(),
                        () -> site.passwords.network().mend()),
                new Fault(
                        "Passwords of database and Redis changed, and changed again",
                        NOTHING_FAILS,
                        () -> site.passwords.change(Passwords.SECOND),
                        () -> site.passwords.change(Passwords.FIRST)),
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
        for (int instance = 0; instance < Site.INSTANCES; instance++) {
            site.instance(instance).stop();
            site.replace(instance);
        }
    }
}
