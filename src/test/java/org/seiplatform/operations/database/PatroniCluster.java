package org.seiplatform.operations.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.ObjectStore;
import org.springframework.util.FileSystemUtils;

/**
 * Nodes of the database as the image runs them: Patroni on the shipped files, with the programs of the image, each on a loopback
 * address and a disk of its own. They agree on their leader in etcd, and share a repository of backups.
 */
final class PatroniCluster implements AutoCloseable {

    static final String PASSWORD = "a password of the tests";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final DebianRoot debian;
    private final Path directory = DebianRoot.directory("sei-patroni");
    private final String network = "127.%d.%d."
            .formatted(
                    ThreadLocalRandom.current().nextInt(1, 250),
                    ThreadLocalRandom.current().nextInt(250));
    private final Map<String, String> repository;
    private final Process store;
    private final Map<Integer, Process> nodes = new ConcurrentSkipListMap<>();

    /** A cluster whose repository of backups is a directory. */
    PatroniCluster(DebianRoot debian) {
        this(debian, Map.of());
    }

    /** A cluster whose repository is in a bucket, as it is shipped. */
    static PatroniCluster inBucket(DebianRoot debian, ObjectStore store) {
        return new PatroniCluster(
                debian,
                Map.of(
                        "PGBACKREST_REPO1_STORAGE_HOST", "127.0.0.1",
                        "PGBACKREST_REPO1_STORAGE_PORT", Integer.toString(store.port()),
                        "PGBACKREST_REPO1_STORAGE_VERIFY_TLS", "n",
                        "PGBACKREST_REPO1_S3_URI_STYLE", "path",
                        "PGBACKREST_REPO1_S3_KEY", "S3RVER",
                        "PGBACKREST_REPO1_S3_KEY_SECRET", "S3RVER"));
    }

    private PatroniCluster(DebianRoot debian, Map<String, String> bucket) {
        this.debian = debian;
        folder("etcd");
        this.repository = bucket.isEmpty()
                ? Map.of(
                        "PGBACKREST_REPO1_TYPE",
                        "posix",
                        "PGBACKREST_REPO1_PATH",
                        folder("repository").toString())
                : bucket;
        String clients = "http://" + address(100) + ":2379";
        String peers = "http://" + address(100) + ":2380";
        this.store = debian.command(
                        "etcd",
                        "--data-dir=" + directory.resolve("etcd/data"),
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers,
                        "--unsafe-no-fsync")
                .start(directory.resolve("etcd.log"));
    }

    /** An address that is this cluster's alone. */
    String address(int number) {
        return network + number;
    }

    Path directory() {
        return directory;
    }

    /** A new directory that every user may use. */
    Path folder(String name) {
        try {
            return Files.setPosixFilePermissions(
                    Files.createDirectories(directory.resolve(name)), PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Starts a node, on the disk that it had before if there was one. */
    void start(int node) {
        start(node, "sei", Map.of());
    }

    /**
     * Starts a node of a scope.
     *
     * @param files besides the shipped ones, by name
     */
    void start(int node, String scope, Map<String, String> files) {
        try {
            Path configuration = folder("node" + node + "/patroni");
            for (String name : new String[] {"patroni/patroni.yml", "patroni/post-init.sh", "roles.sql"}) {
                Path file = Path.of("docker/timescaledb", name);
                Files.write(configuration.resolve(file.getFileName()), Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(configuration.resolve(file.getKey()), file.getValue());
            }
            nodes.put(
                    node,
                    command(node, "patroni", "/etc/patroni")
                            .with("PATRONI_NAME", "node" + node)
                            .with("PATRONI_SCOPE", scope)
                            .with("PATRONI_ETCD3_HOSTS", address(100) + ":2379")
                            .with("PATRONI_RESTAPI_LISTEN", address(node) + ":8008")
                            .with("PATRONI_RESTAPI_CONNECT_ADDRESS", address(node) + ":8008")
                            .with("PATRONI_POSTGRESQL_LISTEN", address(node) + ":5432")
                            .with("PATRONI_POSTGRESQL_CONNECT_ADDRESS", address(node) + ":5432")
                            .with("PATRONI_POSTGRESQL_PGPASS", "/var/lib/postgresql/data/pgpass")
                            .with("PATRONI_SUPERUSER_PASSWORD", PASSWORD)
                            .with("PATRONI_REPLICATION_PASSWORD", PASSWORD)
                            .with("PATRONI_REWIND_PASSWORD", PASSWORD)
                            .with("SEI_OWNER_PASSWORD", PASSWORD)
                            .with("SEI_USER_PASSWORD", PASSWORD)
                            .with("SEI_PGBOUNCER_PASSWORD", PASSWORD)
                            .start(log(node)));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** A program on a node's machine, with the shipped configuration of pgBackRest. */
    DebianRoot.Command command(int node, String... words) {
        return debian.command(words)
                .mount(folder("node" + node + "/patroni"), "/etc/patroni")
                .mount(folder("node" + node + "/data"), "/var/lib/postgresql/data")
                .mount(folder("node" + node + "/run"), "/run/postgresql")
                .mount(Path.of("docker/timescaledb/pgbackrest.conf"), "/etc/pgbackrest.conf")
                .with(repository)
                .with("PGBACKREST_REPO1_CIPHER_PASS", PASSWORD)
                .with(
                        "PGBACKREST_LOCK_PATH",
                        directory.resolve("node" + node + "/run").toString());
    }

    private Process process(int node) {
        return Objects.requireNonNull(nodes.get(node));
    }

    /** Ends a node with all its processes at once, as when its machine loses power. */
    void powerOff(int node) {
        try {
            process(node).destroyForcibly().waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The node that says it is the leader. */
    Optional<Integer> leader() {
        return nodes.keySet().stream().filter(node -> is(node, "primary")).findFirst();
    }

    /** Whether a node says of itself that it is this: {@code primary}, {@code replica}, {@code sync}. */
    boolean is(int node, String role) {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://%s:8008/%s".formatted(address(node), role)))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException down) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void awaitThat(int node, String role) {
        await("node%d to be %s".formatted(node, role))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process(node).isAlive()) {
                        throw new IllegalStateException(
                                "node%d ended:%n%s".formatted(node, Files.readString(log(node))));
                    }
                    return is(node, role);
                });
    }

    /** A connection to a node, past PgBouncer; the caller closes it. */
    Connection connect(int node, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:5432/sei_platform".formatted(address(node)), user, PASSWORD);
    }

    Path log(int node) {
        return directory.resolve("node" + node + ".log");
    }

    /** What the nodes said, for whoever reads of a failed test. */
    private void keepLogs() throws IOException {
        Path kept = Files.createDirectories(Path.of("target/patroni").resolve(directory.getFileName()));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.copy(log, kept.resolve(log.getFileName()));
            }
        }
    }

    @Override
    public void close() {
        nodes.keySet().forEach(this::powerOff);
        try {
            store.destroyForcibly().waitFor();
            keepLogs();
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
