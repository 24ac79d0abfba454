package org.seiplatform.operations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.ObjectStore;
import org.springframework.util.FileSystemUtils;

/** Backups made and restored by the shipped scripts, with the programs of the image, into a real S3 server and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupIT {

    private static final String KEY = "correct horse battery staple, and more";
    private static final String SOURCE = "backup_source";

    private final DebianRoot debian = DebianRoot.find();
    private final PlatformDatabase server = PlatformDatabase.ofTests();
    private final ObjectStore store = ObjectStore.start("sei-platform-backups");
    private final Path work = DebianRoot.directory("sei-backup-work");
    private String firstBackup;

    @BeforeAll
    void aDatabaseWithAGoodBackup() throws SQLException {
        for (String leftover : server.databases()) {
            if (leftover.matches("(sei_drill|backup_source|restored|by_hand|replaced|truncated|wrong_key)(_.*)?")) {
                server.execute("postgres", "drop database %s with (force)".formatted(leftover));
            }
        }
        server.create(debian, SOURCE);
        assertThat(backup().run().succeeded().output()).contains("is the latest backup");
        firstBackup = latest();
    }

    @AfterAll
    void end() throws IOException {
        store.close();
        FileSystemUtils.deleteRecursively(work);
    }

    @Test
    void aRestoredBackupEqualsItsSourceRowByRow() throws SQLException {
        assertThat(restore("restored").run().succeeded().output())
                .contains("restored on 127.0.0.1 holds " + firstBackup);

        Map<String, String> source = server.contents(SOURCE);
        assertThat(source.get("commits")).startsWith("12000 ");
        assertThat(source.get("delivered_changes")).startsWith("12000 ");
        assertThat(server.contents("restored")).isEqualTo(source);
        assertThat(server.ask("restored", "select count(*) from daily_delivery"))
                .isEqualTo(server.ask(SOURCE, "select count(*) from daily_delivery"));
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void theLatestObjectRestoresByAPipeOfPlainPrograms() throws SQLException {
        server.execute("postgres", "create database by_hand");
        debian.command("bash", "-euo", "pipefail", "-c", """
                        aws s3 cp s3://sei-platform-backups/latest.sql.gz.enc - \\
                          | openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -pass env:ENCRYPTION_KEY \\
                          | gunzip \\
                          | psql --quiet --dbname=by_hand --output=/dev/null""")
                .with(environment(server.superuser()))
                .run()
                .succeeded();

        assertThat(server.contents("by_hand")).isEqualTo(server.contents(SOURCE));
    }

    @Test
    void aDumpThatFailsLeavesNothingBehind() throws SQLException {
        List<String> before = store.keys();
        CompletableFuture<DebianRoot.Result> running;
        try (Connection holder = server.connect(SOURCE);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table webhook_deliveries in access exclusive mode");
            running = inBackground(backup());
            await("the dump to wait")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !server.ask("postgres", """
                                    select pg_terminate_backend(pid)::text from pg_stat_activity
                                    where application_name = 'pg_dump' and wait_event_type = 'Lock'
                                    """).isEmpty());
        }
        DebianRoot.Result result = running.join();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("backup.sh: the dump failed; nothing was uploaded");
        assertUntouchedSince(before);
    }

    @Test
    void aFullDiskIsToldAndLeavesTheLastGoodBackup() throws Exception {
        List<String> before = store.keys();
        Path small = DebianRoot.directory("sei-small-disk");
        host("mount", "-t", "tmpfs", "-o", "size=256k,mode=777", "tmpfs", small.toString());
        try {
            DebianRoot.Result result =
                    backup().with("BACKUP_WORK_DIRECTORY", small.toString()).run();

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.output()).contains("the dump could not be written", "free in " + small);
            assertUntouchedSince(before);
        } finally {
            host("umount", small.toString());
            Files.delete(small);
        }
    }

    @Test
    void aStoreThatLosesTheEndOfAnObjectIsFoundOutBeforeItsBackupCounts() throws IOException {
        List<String> before = store.keys();
        Path programs = DebianRoot.directory("sei-broken-store");
        Path aws = Files.writeString(
                programs.resolve("aws"), """
                #!/bin/bash
                /usr/bin/aws "$@" || exit
                case "$*" in "s3 cp --only-show-errors "*/backup_*.sql.gz.enc) truncate --size=-1000 %s/"${5##*/}"._S3rver_object ;; esac
                """.formatted(store.file("x").getParent()));
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
        DebianRoot.Result result = backup().as("root")
                .with("PATH", programs + ":/usr/lib/postgresql/17/bin:/usr/bin:/usr/sbin")
                .run();
        FileSystemUtils.deleteRecursively(programs);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("it is truncated or another file", "was not stored as it was written");
        assertUntouchedSince(before);
    }

    @Test
    void aTruncatedBackupIsRefusedBeforeAnyDatabaseIsTouched() throws SQLException {
        List<String> before = server.databases();
        byte[] whole = store.read(firstBackup + ".sql.gz.enc");
        store.truncate(firstBackup + ".sql.gz.enc");
        DebianRoot.Result result = restore("truncated").run();
        store.write(firstBackup + ".sql.gz.enc", whole);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("it is truncated or another file", "no database was touched");
        assertThat(server.databases()).isEqualTo(before);
    }

    @Test
    void aWrongKeyIsSaidToBeOne() throws SQLException {
        List<String> before = server.databases();
        DebianRoot.Result result = restore("wrong_key")
                .with("ENCRYPTION_KEY", "quite another passphrase")
                .run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("ENCRYPTION_KEY is not the key that this backup was made with");
        assertThat(server.databases()).isEqualTo(before);
    }

    @Test
    void aDatabaseIsReplacedOnlyAfterItsNameWasTypedAndIsKept() throws SQLException {
        server.execute("postgres", "create database replaced");
        server.execute("replaced", "create table written_since ()");

        assertThat(restore("replaced").run().output()).contains("there is a database replaced on 127.0.0.1 already");
        assertThat(restore("replaced", "--replace").run("no\n").output()).contains("nothing was changed");
        try (Connection user = server.connect("replaced")) {
            assertThat(user.isValid(5)).isTrue();
            assertThat(restore("replaced", "--replace")
                            .run("replaced\n")
                            .succeeded()
                            .output())
                    .contains("which 1 sessions use now", "what it held before is in replaced_before_");
        }

        assertThat(server.contents("replaced")).isEqualTo(server.contents(SOURCE));
        String kept = server.databases().stream()
                .filter(name -> name.startsWith("replaced_before_"))
                .findFirst()
                .orElseThrow();
        server.execute("postgres", "alter database %s with allow_connections true".formatted(kept));
        assertThat(server.ask(kept, "select tablename from pg_tables where schemaname = 'public'"))
                .containsExactly("written_since");
    }

    @Test
    void backupsGoWhenTheyAreOldAndTheLatestStays() throws SQLException {
        copyFirstBackup("backup_20250101_000000");
        store.copy(firstBackup + ".sql.gz.enc", "backup_20250102_000000.sql.gz.enc");

        DebianRoot.Result result = backup().with("RETENTION_DAYS", "7").run().succeeded();

        assertThat(result.output())
                .contains("deleting backup_20250101_000000.sql.gz.enc", "deleting backup_20250102_000000.sql.gz.enc");
        assertThat(store.keys())
                .contains(firstBackup + ".sql.gz.enc", latest() + ".sql.gz.enc", latest() + ".json", "latest.json")
                .noneMatch(key -> key.startsWith("backup_2025"));
        assertThat(latest()).isGreaterThan(firstBackup);
        assertThat(backup("--list").run().succeeded().output()).contains(firstBackup + " ", latest() + " ");
        assertThat(backup("--metrics").run().succeeded().output())
                .contains("sei_backup_store_up 1\n", "sei_backup_last_success_size_bytes ")
                .containsPattern("sei_backup_last_success_timestamp_seconds \\d{10}\n");
    }

    @Test
    void theDrillMeasuresARecoveryAndLeavesNothing() throws Exception {
        List<String> before = server.databases();
        Path figures = DebianRoot.directory("sei-drill").resolve("drill.prom");
        DebianRoot.Result drill = drill("--from", firstBackup, "--metrics", figures.toString(), "--then", """
                        psql --dbname="$DRILL_DATABASE" --command='select count(*) from commits' | grep -w 12000""")
                .run()
                .succeeded();

        assertThat(drill.output())
                .containsPattern("rows restored  24\\d{3}\n")
                .containsPattern("RTO +\\d+ s, objective 3600 s: met")
                .containsPattern("RPO +\\d+ s, objective 86400 s: met");
        assertThat(figures).content().containsPattern("sei_recovery_drill_rto_seconds \\d+\n");
        System.out.println("drill: "
                + drill.output()
                        .lines()
                        .filter(line -> line.matches("R[TP]O .*"))
                        .toList());
        DebianRoot.Result late =
                drill("--from", firstBackup).with("RPO_OBJECTIVE", "0").run();
        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.output()).contains("objective 0 s: NOT MET");
        assertThat(server.databases()).isEqualTo(before);
        FileSystemUtils.deleteRecursively(figures.getParent());
    }

    /** As the cluster drills each month: on a server that is made for it, with what it measured told beside the backups. */
    @Test
    void theDrillOfTheClusterRestoresIntoAServerOfItsOwn() throws Exception {
        Path data = DebianRoot.directory("sei-drill-data");
        String port = Integer.toString(20000 + (int) (ProcessHandle.current().pid() % 10000));
        Map<String, String> own = Map.of("PGHOST", "127.0.0.1", "PGPORT", port, "PGUSER", "postgres");
        Process drillServer = debian.command(DrillJob.command("timescaledb"))
                .mount(data, "/data")
                .with("PGPORT", port)
                .start(work.resolve("server.log"));
        try {
            await("the server of the drill")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> debian.command("pg_isready").with(own).run().exit() == 0);
            // Which the server of these tests has in place of postgres, and dumps name no superusers.
            debian.command("psql", "--command=create role %s superuser".formatted(server.superuser()))
                    .with(own)
                    .run()
                    .succeeded();
            String[] drill = DrillJob.command("drill");
            drill[0] = "/mnt/scripts/" + drill[0];
            assertThat(debian.command(drill)
                            .with(environment("postgres"))
                            .with(own)
                            .run()
                            .succeeded()
                            .output())
                    .containsPattern("rows restored  24\\d{3}\n")
                    .containsPattern("RTO +\\d+ s, objective 3600 s: met");
        } finally {
            drillServer.destroyForcibly().waitFor();
            Files.delete(work.resolve("server.log"));
            FileSystemUtils.deleteRecursively(data);
        }

        assertThat(backup("--metrics").run().succeeded().output())
                .containsPattern("sei_recovery_drill_timestamp_seconds \\d{10}\n")
                .containsPattern("sei_recovery_drill_rto_seconds \\d+\n");
        assertThat(backup("--list").run().succeeded().output()).doesNotContain("drill");
    }

    @Test
    void theExporterServesTheMetrics() throws Exception {
        int port = 20000 + (int) (ProcessHandle.current().pid() % 10000);
        Process exporter = debian.command(
                        "/mnt/docker/metrics/serve-metrics",
                        Integer.toString(port),
                        "/mnt/scripts/backup.sh",
                        "--metrics")
                .with(environment("sei_backup"))
                .start(work.resolve("exporter.log"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
                    .build();
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                return answer.headers().firstValue("Content-Type").orElseThrow().equals("text/plain; version=0.0.4")
                        && answer.body().contains("sei_backup_store_up 1\n");
            });
        } finally {
            exporter.destroyForcibly().waitFor();
            Files.delete(work.resolve("exporter.log"));
        }
    }

    private DebianRoot.Command drill(String... arguments) {
        return script("disaster-recovery-drill.sh", arguments).with(environment(server.superuser()));
    }

    @Test
    void aStoreThatIsGoneIsToldInMetricsAndByTheExitCode() {
        Map<String, String> nowhere = Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "AWS_MAX_ATTEMPTS", "1");
        assertThat(backup("--metrics").with(nowhere).run().succeeded().output()).contains("sei_backup_store_up 0\n");
        assertThat(backup().with(nowhere).run().exit()).isEqualTo(1);
    }

    /** What the store held stays, and nothing was added. */
    private void assertUntouchedSince(List<String> before) {
        assertThat(store.keys()).isEqualTo(before);
        assertThat(work).isEmptyDirectory();
    }

    private void copyFirstBackup(String name) {
        store.copy(firstBackup + ".sql.gz.enc", name + ".sql.gz.enc");
        store.copy(firstBackup + ".json", name + ".json");
    }

    private String latest() {
        return backup("--list")
                .run()
                .succeeded()
                .output()
                .lines()
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .split(" ", 2)[0];
    }

    private DebianRoot.Command backup(String... arguments) {
        return script("backup.sh", arguments).with(environment("sei_backup")).with("PGDATABASE", SOURCE);
    }

    private DebianRoot.Command restore(String database, String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(new String[] {"--from", firstBackup, "--database", database}, 0, all, 0, 4);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return script("restore.sh", all).with(environment(server.superuser()));
    }

    private DebianRoot.Command script(String name, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "/mnt/scripts/" + name;
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return debian.command(words);
    }

    private Map<String, String> environment(String user) {
        Map<String, String> environment = new TreeMap<>(store.environment());
        environment.putAll(server.environment(user));
        environment.put("BACKUP_DESTINATION", store.address());
        environment.put("BACKUP_WORK_DIRECTORY", work.toString());
        environment.put("ENCRYPTION_KEY", KEY);
        return environment;
    }

    private static CompletableFuture<DebianRoot.Result> inBackground(DebianRoot.Command command) {
        CompletableFuture<DebianRoot.Result> result = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                result.complete(command.run());
            } catch (RuntimeException failure) {
                result.completeExceptionally(new CompletionException(failure));
            }
        });
        return result;
    }

    private static void host(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
