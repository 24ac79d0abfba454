package org.seiplatform.operations.monitoring;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.seiplatform.operations.monitoring.PrometheusServer.Target;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import org.seiplatform.testing.TestRedis;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged service with PostgreSQL, PgBouncer and Redis, their real exporters, and a real Prometheus with the shipped rules
 * that scrapes them all. Alerts wait for two seconds instead of minutes.
 */
final class WatchedPlatform implements AutoCloseable {

    private static final long AMPLE = 4L << 30;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final AtomicLong memoryLimit = new AtomicLong(AMPLE);
    private final TestDatabase database;
    private final PackagedService service;
    private final PrometheusServer prometheus;

    private WatchedPlatform() throws IOException {
        try {
            // nothing is started where there is nothing to watch it with
            MonitoringProgram.find("prometheus");
            database = TestDatabases.create(Edition.PLAIN);
            TestRedis redis = keep(TestRedis.start("--maxmemory", "64mb"));
            Pooler pooler = keep(Pooler.before(database));
            // PgBouncer has no figures of a database that nobody has asked for
            keep(await("PgBouncer").ignoreExceptions().until(() -> pooler.connect(database), Objects::nonNull));
            service = keep(PackagedService.on(database)
                    .with("spring.data.redis.url", redis.url())
                    .with("sei.metrics.dora.enabled", "true")
                    .with("sei.metrics.dora.refresh-every", "1s")
                    .start());
            prometheus = keep(PrometheusServer.start(
                    targets(redis, pooler), rules -> rules.replaceAll("( +for:) \\d+[smh]", "$1 2s")));
        } catch (RuntimeException | IOException failed) {
            close();
            throw failed;
        }
    }

    static WatchedPlatform start() {
        try {
            return new WatchedPlatform();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    TestDatabase database() {
        return database;
    }

    PackagedService service() {
        return service;
    }

    PrometheusServer prometheus() {
        return prometheus;
    }

    /** The memory that the service takes now, in bytes. */
    long residentMemory() {
        return MonitoringFiles.read(Path.of("/proc/" + service.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** Says from now on that the service may take no more memory than this. */
    void limitMemory(long bytes) {
        memoryLimit.set(bytes);
    }

    private List<Target> targets(TestRedis redis, Pooler pooler) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target(
                "api-service",
                "127.0.0.1:" + service.managementPort(),
                "/actuator/prometheus",
                Map.of("pod", "api-service-1")));
        targets.add(exporter(
                "postgres-exporter",
                Map.of(
                        "DATA_SOURCE_NAME",
                        dataSource(URI.create(database.url().substring("jdbc:".length())), database))));
        targets.add(exporter("redis-exporter", Map.of("REDIS_ADDR", redis.url())));
        targets.add(exporter(
                "pgbouncer-exporter",
                Map.of(),
                "--pgBouncer.connectionString=postgres://%s@127.0.0.1:%d/pgbouncer?sslmode=disable"
                        .formatted(database.username(), pooler.port())));
        targets.add(exporter("node-exporter", Map.of()));
        MonitoringProgram alertmanager = keep(MonitoringProgram.start(
                "prometheus-alertmanager",
                Map.of(),
                "/-/ready",
                "--config.file=" + absolute("alertmanager-compose.yml"),
                "--storage.path={directory}/data",
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:{port}"));
        targets.add(new Target("alertmanager", alertmanager.target(), "/metrics"));
        targets.addAll(recorded());
        return targets;
    }

    private Target exporter(String name, Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--web.listen-address=127.0.0.1:{port}");
        MonitoringProgram exporter = keep(
                MonitoringProgram.start("prometheus-" + name, environment, "/metrics", all.toArray(String[]::new)));
        return new Target(name, exporter.target(), "/metrics");
    }

    /** What does not run here, and what is half measured here: the probe, and the memory of the service. */
    private List<Target> recorded() {
        MonitoringProgram blackbox = keep(MonitoringProgram.start(
                "prometheus-blackbox-exporter",
                Map.of(),
                "/-/healthy",
                "--config.file=" + absolute("blackbox.yml"),
                "--web.listen-address=127.0.0.1:{port}"));
        String probe = "/probe?module=http_2xx&target="
                + URLEncoder.encode(
                        "http://127.0.0.1:%d/v3/api-docs".formatted(service.port()), StandardCharsets.UTF_8);
        RecordedTargets recorded = keep(RecordedTargets.start());
        for (String job : RecordedTargets.jobs()) {
            recorded.serve(
                    job,
                    switch (job) {
                        case "blackbox" -> () -> blackbox.get(probe) + RecordedTargets.recorded(job);
                        case "cadvisor" -> () -> RecordedTargets.recorded(job) + memory();
                        default -> () -> RecordedTargets.recorded(job);
                    });
        }
        return RecordedTargets.jobs().stream()
                .map(job -> new Target(job, recorded.target(), "/" + job))
                .toList();
    }

    private String memory() {
        String labels = "{container=\"api-service\",namespace=\"sei-platform\",pod=\"api-service-1\"}";
        return "container_memory_working_set_bytes%1$s %2$d%ncontainer_spec_memory_limit_bytes%1$s %3$d%n"
                .formatted(labels, residentMemory(), memoryLimit.get());
    }

    private static String dataSource(URI jdbc, TestDatabase database) {
        return "postgresql://%s:%s@127.0.0.1:%d%s?sslmode=disable"
                .formatted(database.username(), database.password(), jdbc.getPort(), jdbc.getPath());
    }

    private static Path absolute(String file) {
        return MonitoringFiles.PROMETHEUS.resolve(file).toAbsolutePath();
    }

    private <T extends AutoCloseable> T keep(T part) {
        running.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception cause) {
                throw new IllegalStateException(cause);
            }
        }
    }

    /** A real PgBouncer in front of the database, which lets everyone see its figures. */
    private record Pooler(Process process, Path directory, int port, String database) implements AutoCloseable {

        static Pooler before(TestDatabase database) throws IOException {
            URI address = URI.create(database.url().substring("jdbc:".length()));
            String name = address.getPath().substring(1);
            int port = MonitoringProgram.freePort();
            Path directory = Files.createTempDirectory("sei-pgbouncer");
            Path file = Files.writeString(directory.resolve("pgbouncer.ini"), """
                            [databases]
                            %1$s = host=127.0.0.1 port=%2$d user=%3$s password=%4$s
                            [pgbouncer]
                            listen_addr = 127.0.0.1
                            listen_port = %5$d
                            unix_socket_dir =
                            auth_type = any
                            admin_users = %3$s
                            pool_mode = transaction
                            max_db_connections = 50
                            ignore_startup_parameters = extra_float_digits
                            """.formatted(
                            name, address.getPort(), database.username(), database.password(), port));
            List<String> command = new ArrayList<>();
            if ("root".equals(System.getProperty("user.name"))) {
                // it refuses to run as root: in a namespace of its own, root is nobody
                command.addAll(List.of("unshare", "--user"));
            }
            command.addAll(List.of(MonitoringProgram.find("pgbouncer").toString(), file.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            return new Pooler(process, directory, port, name);
        }

        /** In transaction mode prepared statements would meet another connection. */
        Connection connect(TestDatabase behind) throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0".formatted(port, database),
                    behind.username(),
                    behind.password());
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
