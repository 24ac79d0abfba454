package org.seiplatform.operations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.ObjectStore;

/** A database that was spoilt comes back as it was at a chosen second, by the shipped files of Patroni and pgBackRest. */
class PointInTimeIT {

    private final DebianRoot debian = DebianRoot.find();

    @Test
    void aNewClusterHoldsExactlyTheRowsOfTheChosenSecond() throws Exception {
        try (ObjectStore store = ObjectStore.startWithTls("sei-platform-wal");
                PatroniCluster cluster = PatroniCluster.inBucket(debian, store)) {
            cluster.start(1);
            cluster.awaitThat(1, "primary");
            String target;
            List<String> then;
            try (Connection leader = cluster.connect(1, "postgres");
                    Statement statement = leader.createStatement()) {
                statement.execute(
                        "create table facts (id bigint generated always as identity, said text, at timestamptz)");
                say(statement, "before the backup", 1000);
                assertThat(baseBackup(cluster).output()).contains("the full backup is made");
                assertThat(baseBackup(cluster).output())
                        .as("one is enough for today")
                        .isEmpty();
                // pgBackRest notes whole seconds, and needs a backup that ended before the second asked for
                awaitAfter(statement, one(statement, "select clock_timestamp() + interval '2 seconds'"));
                say(statement, "after the backup", 1000);
                statement.execute("update facts set said = 'corrected' where id % 7 = 0");
                statement.execute("delete from facts where id % 11 = 0");
                then = rows(statement);
                target = one(
                        statement, "select date_trunc('milliseconds', clock_timestamp()) + interval '5 milliseconds'");
                awaitAfter(statement, target);
                say(statement, "after the second", 500);
                statement.execute("update facts set said = 'spoilt'");
                String spoilt = one(statement, "select pg_walfile_name(pg_current_wal_lsn())");
                statement.execute("select pg_switch_wal()");
                await("the log to be archived")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> one(
                                        statement,
                                        "select coalesce(last_archived_wal, '') >= '%s' from pg_stat_archiver"
                                                .formatted(spoilt))
                                .equals("t"));
                assertThat(rows(statement)).isNotEqualTo(then);
            }
            cluster.powerOff(1);

            long begun = System.nanoTime();
            cluster.start(2, "sei-recovered", Map.of("recover.yml", recovery(target)));
            cluster.awaitThat(2, "primary");
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);

            try (Connection leader = cluster.connect(2, "postgres");
                    Statement statement = leader.createStatement()) {
                assertThat(rows(statement)).isEqualTo(then);
                say(statement, "life goes on", 1);
                System.out.printf(
                        "point-in-time recovery: to %s in %.1f s, %d rows equal%n",
                        target, taken.toMillis() / 1e3, then.size());
            }
            assertThat(pgbackrest(cluster, 1, "--output=text", "info").output())
                    .contains("status: ok", "cipher: aes-256-cbc");
            assertThat(baseBackup(cluster, "--metrics").output())
                    .contains("sei_base_backup_repository_up 1\n", "sei_base_backup_count 1\n")
                    .containsPattern("sei_base_backup_last_success_timestamp_seconds\\{type=\"full\"} \\d{10}\n");
        }
    }

    @Test
    void aRepositoryThatIsAwayIsSaidInAMetric() {
        try (ObjectStore store = ObjectStore.startWithTls("sei-platform-wal");
                PatroniCluster cluster = PatroniCluster.inBucket(debian, store)) {
            assertThat(cluster.command(1, "/mnt/scripts/base-backup.sh", "--metrics")
                            .with("PGBACKREST_REPO1_STORAGE_PORT", "1")
                            .run()
                            .succeeded()
                            .output())
                    .contains("sei_base_backup_repository_up 0\n")
                    .doesNotContain("sei_base_backup_count");
        }
    }

    /** The shipped example, with the time that is asked for. */
    private static String recovery(String target) throws Exception {
        String example = Files.readString(Path.of("docker/timescaledb/patroni/recover.yml.example"));
        String asked = example.replace("2026-01-01 12:00:00+00", target);
        assertThat(asked).isNotEqualTo(example);
        return asked;
    }

    private static DebianRoot.Result baseBackup(PatroniCluster cluster, String... arguments) {
        List<String> words = new ArrayList<>(List.of("/mnt/scripts/base-backup.sh"));
        words.addAll(List.of(arguments));
        return cluster.command(1, words.toArray(String[]::new)).run().succeeded();
    }

    private static DebianRoot.Result pgbackrest(PatroniCluster cluster, int node, String... arguments) {
        List<String> words = new ArrayList<>(List.of("pgbackrest", "--stanza=sei"));
        words.addAll(List.of(arguments));
        return cluster.command(node, words.toArray(String[]::new)).run().succeeded();
    }

    private static void say(Statement statement, String what, int times) throws SQLException {
        statement.execute("insert into facts (said, at) select '%s', clock_timestamp() from generate_series(1, %d)"
                .formatted(what, times));
    }

    private static void awaitAfter(Statement statement, String time) {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> one(statement, "select clock_timestamp() > '%s'".formatted(time))
                        .equals("t"));
    }

    private static List<String> rows(Statement statement) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select f::text from facts f order by id")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
