package org.seiplatform.operations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.seiplatform.testing.DebianRoot;

/** Three nodes on the shipped files, written to through PgBouncer on the shipped file, lose their leader under load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverIT {

    private static final int WRITERS = 4;

    private final DebianRoot debian = DebianRoot.find();
    private final PatroniCluster cluster = new PatroniCluster(debian);
    private final LeaderService service = new LeaderService(cluster, cluster.address(101));
    private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private Process pgbouncer;

    @BeforeAll
    void threeNodesAndAPooler() throws SQLException, IOException {
        cluster.start(1);
        cluster.awaitThat(1, "primary");
        cluster.start(2);
        cluster.start(3);
        try (Connection owner = cluster.connect(1, "sei_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("create table writes (id bigint primary key)");
        }
        Path configuration = cluster.folder("pgbouncer");
        Files.writeString(configuration.resolve("hosts"), cluster.address(101) + " timescaledb\n");
        Files.writeString(
                configuration.resolve("userlist.txt"), "\"pgbouncer\" \"%s\"%n".formatted(PatroniCluster.PASSWORD));
        String shipped = Files.readString(Path.of("docker/pgbouncer/pgbouncer.ini"));
        Files.writeString(
                configuration.resolve("pgbouncer.ini"),
                shipped.replace("listen_addr = 0.0.0.0", "listen_addr = " + cluster.address(102)));
        pgbouncer = debian.command("pgbouncer", "/etc/pgbouncer/pgbouncer.ini")
                .mount(configuration, "/etc/pgbouncer")
                .mount(configuration.resolve("hosts"), "/etc/hosts")
                .start(cluster.directory().resolve("pgbouncer.log"));
        await("a synchronous standby")
                .atMost(Duration.ofSeconds(90))
                .until(() -> cluster.is(2, "sync") || cluster.is(3, "sync"));
        cluster.awaitThat(2, "replica");
        cluster.awaitThat(3, "replica");
    }

    @AfterAll
    void end() {
        pgbouncer.destroyForcibly();
        service.close();
        cluster.close();
    }

    @Test
    void writesGoOnWithinAMinuteAndNoAcknowledgedOneIsLost() throws Exception {
        assertGuidesSettings();
        assertPoolersSettings();
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            writers.add(Thread.ofPlatform().start(this::write));
        }
        await("writes").atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > 500);

        long killed = System.nanoTime();
        cluster.powerOff(1);
        await("writes to go on")
                .atMost(Duration.ofSeconds(90))
                .until(() -> acknowledged.values().stream()
                                .filter(at ->
                                        at > killed + Duration.ofSeconds(3).toNanos())
                                .count()
                        > 500);
        writing.set(false);
        for (Thread writer : writers) {
            writer.join();
        }

        long firstAfter = acknowledged.values().stream()
                .filter(at -> at > killed + Duration.ofSeconds(3).toNanos())
                .min(Long::compare)
                .orElseThrow();
        int leader = cluster.leader().orElseThrow();
        assertThat(leader).isNotEqualTo(1);
        Set<Long> lost = new HashSet<>(acknowledged.keySet());
        lost.removeAll(stored(leader));
        System.out.printf(
                "failover: writes again %.1f s after the leader was switched off; %d of %d acknowledged writes lost%n",
                (firstAfter - killed) / 1e9, lost.size(), acknowledged.size());
        assertThat(lost).isEmpty();
        assertThat(Duration.ofNanos(firstAfter - killed)).isLessThan(Duration.ofMinutes(1));

        cluster.start(1);
        cluster.awaitThat(1, "replica");
        await("the old leader to have what was written meanwhile")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> stored(1).equals(stored(leader)));
    }

    /** The production guide's figures, read back from a node that Patroni runs. */
    private void assertGuidesSettings() throws SQLException {
        Map<String, String> guide = GuideSettings.ALL;
        try (Connection connection = cluster.connect(1, "postgres");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : guide.entrySet()) {
                try (ResultSet row = statement.executeQuery("show " + setting.getKey())) {
                    row.next();
                    assertThat(row.getString(1)).as(setting.getKey()).isEqualTo(setting.getValue());
                }
            }
            // As the runbooks ask for the costliest statements.
            try (ResultSet row = statement.executeQuery("select sum(calls) from statistics.pg_stat_statements")) {
                row.next();
                assertThat(row.getLong(1)).isPositive();
            }
        }
    }

    /** What PgBouncer made of the shipped file; its console speaks too little of the protocol for a driver. */
    private void assertPoolersSettings() {
        List<String> settings = debian.command(
                        "psql",
                        "--no-align",
                        "--tuples-only",
                        "--command=show config",
                        "host=%s port=6432 user=pgbouncer dbname=pgbouncer".formatted(cluster.address(102)))
                .with("PGPASSWORD", PatroniCluster.PASSWORD)
                .run()
                .succeeded()
                .output()
                .lines()
                .map(line -> line.replaceAll("^([^|]*[|][^|]*).*", "$1"))
                .toList();
        assertThat(settings)
                .contains(
                        "pool_mode|transaction",
                        "max_client_conn|1000",
                        "default_pool_size|25",
                        "max_db_connections|50",
                        "server_idle_timeout|600",
                        "auth_type|scram-sha-256",
                        "max_prepared_statements|200");
    }

    private void write() {
        String url = "jdbc:postgresql://%s:6432/sei_platform?connectTimeout=5&socketTimeout=40"
                .formatted(cluster.address(102));
        while (writing.get()) {
            try (Connection connection = DriverManager.getConnection(url, "sei_user", PatroniCluster.PASSWORD);
                    PreparedStatement insert = connection.prepareStatement("insert into writes (id) values (?)")) {
                while (writing.get()) {
                    long id = ids.incrementAndGet();
                    insert.setLong(1, id);
                    insert.executeUpdate();
                    acknowledged.put(id, System.nanoTime());
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
            } catch (SQLException outage) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private Set<Long> stored(int node) throws SQLException {
        Set<Long> stored = new HashSet<>();
        try (Connection connection = cluster.connect(node, "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from writes")) {
            while (rows.next()) {
                stored.add(rows.getLong(1));
            }
        }
        return stored;
    }
}
