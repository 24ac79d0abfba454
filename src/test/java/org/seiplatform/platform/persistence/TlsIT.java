package org.seiplatform.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.testing.CertificateAuthority;
import org.seiplatform.testing.CertificateAuthority.Issued;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.PgBouncer;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestRedis;
import org.seiplatform.testing.TlsPostgres;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that goes over a network can be encrypted, and whoever cannot prove the name that was asked for is refused. */
class TlsIT {

    @TempDir
    private static Path directory;

    private static CertificateAuthority authority;
    private static CertificateAuthority stranger;
    private static TlsPostgres postgres;
    private static PgBouncer pooler;
    private static TestRedis redis;
    private static int redisPort;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                (TlsPostgres.isInstalled() && PgBouncer.isInstalled()) || "true".equals(System.getenv("CI")),
                "no PostgreSQL 15 or PgBouncer");
        authority = CertificateAuthority.create(directory, "authority");
        stranger = CertificateAuthority.create(directory, "stranger");
        Issued server = authority.issue("dns:localhost");
        postgres = TlsPostgres.start(server);
        pooler = PgBouncer.start(
                "postgres = host=localhost port=%d user=sei"
                        .formatted(postgres.database().port()),
                "\"sei\" \"\"\n",
                "pgbouncer",
                Map.of(
                        "client_tls_sslmode", "require",
                        "client_tls_cert_file", server.certificate().toString(),
                        "client_tls_key_file", server.key().toString(),
                        "server_tls_sslmode", "verify-full",
                        "server_tls_ca_file", authority.certificate().toString()));
        redisPort = TestRedis.freePort();
        redis = TestRedis.start(
                "--tls-port", Integer.toString(redisPort),
                "--tls-cert-file", server.certificate().toString(),
                "--tls-key-file", server.key().toString(),
                "--tls-ca-cert-file", authority.certificate().toString(),
                "--tls-auth-clients", "no");
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
            pooler.close();
            postgres.close();
        }
    }

    @Test
    void theServiceSpeaksTlsWithEverybodyAndTakesANewCertificateWhileItServes() throws Exception {
        Path certificate = directory.resolve("service.crt");
        Path key = directory.resolve("service.key");
        install(authority.issue("dns:localhost"), certificate, key);
        TestDatabase database = postgres.database();
        try (InProcessService service = InProcessService.on(database)
                        .with("spring.datasource.url", url("localhost", pooler.port(), "postgres", authority))
                        .with("spring.flyway.url", url("localhost", database.port(), database.name(), authority))
                        .with("spring.data.redis.url", "rediss://localhost:" + redisPort)
                        .with("spring.data.redis.ssl.bundle", "redis")
                        .with("spring.ssl.bundle.pem.redis.truststore.certificate", "file:" + authority.certificate())
                        .with("server.ssl.bundle", "service")
                        .with("spring.ssl.bundle.pem.service.keystore.certificate", "file:" + certificate)
                        .with("spring.ssl.bundle.pem.service.keystore.private-key", "file:" + key)
                        .with("spring.ssl.bundle.pem.service.reload-on-update", "true")
                        .with("spring.ssl.bundle.watch.file.quiet-period", "500ms")
                        .start();
                HttpClient client =
                        HttpClient.newBuilder().sslContext(authority.trusting()).build()) {
            assertThat(service.bean(JdbcClient.class)
                            .sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                            .query(Boolean.class)
                            .single())
                    .as("from PgBouncer to PostgreSQL")
                    .isTrue();
            assertThat(service.bean(RedisConnectionFactory.class)
                            .getConnection()
                            .ping())
                    .isEqualTo("PONG");
            URI address = URI.create("https://localhost:" + service.property("local.server.port") + "/v3/api-docs");
            String first = serial(client, address);
            assertThatThrownBy(() -> serial(
                            HttpClient.newBuilder()
                                    .sslContext(stranger.trusting())
                                    .build(),
                            address))
                    .isInstanceOf(SSLHandshakeException.class);

            install(authority.issue("dns:localhost"), certificate, key);

            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !serial(newClient(), address).equals(first));
            assertThat(serial(client, address)).as("a connection that was open").isNotNull();
        }
    }

    @Test
    void thePostgresOfAnotherNameOrAuthorityIsRefused() throws SQLException {
        int port = postgres.database().port();

        connect(url("localhost", port, "postgres", authority));

        assertThatThrownBy(() -> connect(url("127.0.0.1", port, "postgres", authority)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() -> connect(url("localhost", port, "postgres", stranger)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL");
    }

    @Test
    void thePgBouncerOfAnotherNameOrAuthorityIsRefused() {
        assertThatThrownBy(() -> connect(url("127.0.0.1", pooler.port(), "postgres", authority)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() -> connect(url("localhost", pooler.port(), "postgres", stranger)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL");
        assertThatThrownBy(() -> connect(
                        "jdbc:postgresql://localhost:%d/postgres?user=sei&sslmode=disable".formatted(pooler.port())))
                .as("without encryption")
                .isInstanceOf(SQLException.class);
    }

    @Test
    void theRedisOfAnotherNameOrAuthorityIsRefused() {
        assertThat(ping("localhost", authority)).isTrue();
        assertThat(ping("127.0.0.1", authority)).isFalse();
        assertThat(ping("localhost", stranger)).isFalse();
    }

    private static boolean ping(String host, CertificateAuthority trusted) {
        boolean[] answered = new boolean[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, DataRedisAutoConfiguration.class))
                .withPropertyValues(
                        "spring.data.redis.url=rediss://" + host + ":" + redisPort,
                        "spring.data.redis.ssl.bundle=redis",
                        "spring.ssl.bundle.pem.redis.truststore.certificate=file:" + trusted.certificate())
                .run(context -> {
                    try (var connection =
                            context.getBean(RedisConnectionFactory.class).getConnection()) {
                        answered[0] = "PONG".equals(connection.ping());
                    } catch (RuntimeException refused) {
                        answered[0] = false;
                    }
                });
        return answered[0];
    }

    private static String url(String host, int port, String database, CertificateAuthority trusted) {
        return "jdbc:postgresql://%s:%d/%s?user=sei&sslmode=verify-full&sslrootcert=%s"
                .formatted(host, port, database, trusted.certificate());
    }

    private static void connect(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder().sslContext(authority.trusting()).build();
    }

    /** Which certificate the answer came under. */
    private static String serial(HttpClient client, URI address) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        SSLSession session = response.sslSession().orElseThrow();
        return ((X509Certificate) session.getPeerCertificates()[0])
                .getSerialNumber()
                .toString(16);
    }

    /** As an operator of certificates does: each file at once, one after the other. */
    private static void install(Issued issued, Path certificate, Path key) throws IOException {
        move(issued.key(), key);
        move(issued.certificate(), certificate);
    }

    private static void move(Path from, Path to) throws IOException {
        Path copy = Files.copy(from, to.resolveSibling(to.getFileName() + ".new"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
