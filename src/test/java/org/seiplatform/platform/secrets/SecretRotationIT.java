package org.seiplatform.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.platform.startup.StartFailureException;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.PasswordPostgres;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestRedis;
import org.seiplatform.testing.VaultServer;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Passwords are changed where they are kept and at the servers, while the service is used. */
@ExtendWith(OutputCaptureExtension.class)
class SecretRotationIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static PasswordPostgres postgres;

    @TempDir
    private Path directory;

    private VaultServer vault;
    private String user;

    @BeforeAll
    static void startPostgres() {
        assumeTrue(PasswordPostgres.isInstalled() || "true".equals(System.getenv("CI")), "no PostgreSQL 15");
        postgres = PasswordPostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void start() {
        vault = VaultServer.start();
        user = "service_" + NUMBER.incrementAndGet();
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void aPasswordThatChangesInInjectedFilesCostsNoRequest(CapturedOutput output) throws IOException {
        postgres.createUser(user, "first-password");
        Path file = directory.resolve("database");
        write(file, "first-password");
        try (InProcessService service = service()
                .with("spring.config.import", "file:" + file + "[.properties]")
                .start()) {
            rotateUnderLoad(service, () -> {
                postgres.changePassword(user, "second-password");
                write(file, "second-password");
            });
        }
        assertThat(output.getAll()).doesNotContain("first-password", "second-password");
    }

    @Test
    void aPasswordThatChangesInVaultCostsNoRequestAndIsToldNobody(CapturedOutput output) throws IOException {
        postgres.createUser(user, "first-password");
        try (TestRedis redis = TestRedis.start("--requirepass", "first-redis-password")) {
            vault.put("sei-platform/database", account("first-password"));
            vault.put("sei-platform/redis", Map.of("password", "first-redis-password"));
            try (InProcessService service = vaultByAppRole(service())
                    .with("spring.data.redis.url", redis.url())
                    .start()) {
                assertThat(ping(service)).isTrue();

                rotateUnderLoad(service, () -> {
                    postgres.changePassword(user, "second-password");
                    vault.put("sei-platform/database", account("second-password"));
                });
                redis.commands("AUTH first-redis-password", "CONFIG SET requirepass second-redis-password");
                vault.put("sei-platform/redis", Map.of("password", "second-redis-password"));
                redis.commands("AUTH second-redis-password", "CLIENT KILL TYPE normal SKIPME yes");
                await("Redis").atMost(Duration.ofSeconds(30)).until(() -> ping(service));

                assertThat(service.api().management().get("/actuator/env").status())
                        .isEqualTo(404);
                assertThat(service.api()
                                .management()
                                .get("/actuator/prometheus")
                                .body())
                        .doesNotContain("-password", VaultServer.SECRET_ID);
            }
        }
        assertThat(output.getAll())
                .doesNotContain("first-password", "second-password", "redis-password", VaultServer.SECRET_ID);
    }

    @Test
    void theServiceRunsOnWithWhatItHasWhileVaultIsGone() {
        postgres.createUser(user, "first-password");
        vault.put("sei-platform/database", account("first-password"));
        vault.put("sei-platform/redis", Map.of("password", ""));
        try (InProcessService service = vaultByAppRole(service()).start()) {
            vault.seal(true);
            for (int reading = 0; reading < 3; reading++) {
                service.bean(SecretRotation.class).refresh();
            }
            assertThat(service.api()
                            .management()
                            .get("/actuator/health/dependencies")
                            .text("/components/circuitBreakers/details/vault"))
                    .isEqualTo("open");

            Tenant tenant = service.api().tenant();
            tenant.team("shop");
            assertThat(service.bean(Accounts.class).database().password()).isEqualTo("first-password");

            vault.seal(false);
            postgres.changePassword(user, "second-password");
            vault.put("sei-platform/database", account("second-password"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> "second-password"
                            .equals(service.bean(Accounts.class).database().password()));
        }
    }

    @Test
    void usersThatVaultMakesAreRenewedAndReplacedWithoutAFailedRequest() {
        List<String> made = new CopyOnWriteArrayList<>();
        vault.makeUsers(8, () -> {
            String name = user + "_" + made.size();
            String password = UUID.randomUUID().toString();
            postgres.createUser(name, password);
            // The lease of the one before has run out by then.
            if (made.size() > 1) {
                postgres.lock(made.get(made.size() - 2));
            }
            made.add(name);
            return Map.of("username", name, "password", password);
        });
        try (InProcessService service = service()
                .with("spring.cloud.vault.enabled", "true")
                .with("spring.cloud.vault.uri", vault.uri())
                .with("spring.cloud.vault.token", VaultServer.TOKEN)
                .with("sei.secrets.min-renewal", "1s")
                .with("sei.secrets.renew-before", "3s")
                .with("sei.secrets.database-role", "database/creds/sei-platform")
                .start()) {
            Load load = Load.on(service);

            await().atMost(Duration.ofMinutes(1)).until(() -> made.size() >= 3);
            await("the pool to move over")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> "1"
                            .equals(postgres.text(
                                    "select count(distinct usename) from pg_stat_activity where usename like '" + user
                                            + "%'")));

            assertThat(load.stop()).isEmpty();
            assertThat(vault.requests()).anyMatch(request -> request.endsWith("/v1/sys/leases/renew"));
        }
    }

    @Test
    void aTokenOrAServiceAccountOpensVault() throws IOException {
        Path serviceAccount = Files.writeString(directory.resolve("token"), VaultServer.SERVICE_ACCOUNT);
        vault.put("sei-platform/database", account("first-password"));

        assertThat(passwordRead(
                        "spring.cloud.vault.authentication=TOKEN", "spring.cloud.vault.token=" + VaultServer.TOKEN))
                .isEqualTo("first-password");
        assertThat(passwordRead(
                        "spring.cloud.vault.authentication=KUBERNETES",
                        "spring.cloud.vault.kubernetes.role=sei-platform",
                        "spring.cloud.vault.kubernetes.service-account-token-file=" + serviceAccount))
                .isEqualTo("first-password");
        assertThatThrownBy(() -> passwordRead(
                        "spring.cloud.vault.authentication=TOKEN",
                        "spring.cloud.vault.token=hvs.wrong",
                        "spring.cloud.vault.fail-fast=true"))
                .hasStackTraceContaining("403")
                .hasStackTraceContaining("permission denied");
    }

    /** As at the start of the service, before any of its beans. */
    private String passwordRead(String... settings) {
        StandardEnvironment environment = new StandardEnvironment();
        TestPropertyValues.of(settings)
                .and("spring.cloud.vault.uri=" + vault.uri())
                .and("spring.cloud.vault.enabled=true")
                .and("spring.config.import=vault://secret/sei-platform/database?prefix=spring.datasource.")
                .applyTo(environment);
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment.getRequiredProperty("spring.datasource.password");
    }

    @Test
    void withoutASecretTheServiceSaysWhichAreMissing() {
        vault.put("sei-platform/database", Map.of("username", user));
        vault.put("sei-platform/redis", Map.of());

        assertThatThrownBy(() -> vaultByAppRole(service()).start())
                .isInstanceOf(StartFailureException.class)
                .hasMessageContaining("spring.datasource.password")
                .hasMessageNotContaining("spring.datasource.username");
    }

    /** Uses the service while something is done, and until all of its connections are new. */
    private void rotateUnderLoad(InProcessService service, Action rotation) throws IOException {
        Load load = Load.on(service);
        await().until(load::isUnderWay);
        String moment = postgres.text("select clock_timestamp()");

        rotation.run();

        await("new connections")
                .atMost(Duration.ofSeconds(30))
                .until(() -> "t".equals(postgres.text("""
                        select count(*) > 0 and bool_and(backend_start > '%s') from pg_stat_activity where usename = '%s'
                        """.formatted(moment, user))));
        assertThat(load.stop()).isEmpty();
    }

    private interface Action {
        void run() throws IOException;
    }

    /** Requests one after the other, and what came of those that failed. */
    private static final class Load {

        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicInteger answered = new AtomicInteger();
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private final List<Thread> callers;

        private Load(Tenant tenant, UUID team) {
            callers = List.of(
                    Thread.ofVirtual().start(() -> {
                        while (!ended.get()) {
                            note(
                                    tenant.viewer()
                                            .get("/api/v1/analytics/dora?team_id=" + team)
                                            .status(),
                                    200);
                        }
                    }),
                    Thread.ofVirtual().start(() -> {
                        while (!ended.get()) {
                            String slug = "team-" + answered.incrementAndGet();
                            note(
                                    tenant.manager()
                                            .post("/api/v1/teams", Map.of("slug", slug, "name", slug))
                                            .status(),
                                    201);
                        }
                    }));
        }

        static Load on(InProcessService service) {
            Tenant tenant = service.api().tenant();
            tenant.viewer();
            return new Load(tenant, tenant.team("load"));
        }

        boolean isUnderWay() {
            return answered.get() > 20;
        }

        List<String> stop() {
            ended.set(true);
            for (Thread caller : callers) {
                try {
                    caller.join();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return failures;
        }

        private void note(int status, int expected) {
            answered.incrementAndGet();
            if (status != expected) {
                failures.add("answered " + status);
            }
        }
    }

    private InProcessService.Starter service() {
        return InProcessService.on(postgres.database())
                .without("spring.datasource.username")
                .without("spring.datasource.password")
                .with("sei.secrets.refresh-every", "1s");
    }

    private InProcessService.Starter vaultByAppRole(InProcessService.Starter service) {
        return service.with("spring.cloud.vault.enabled", "true")
                .with("spring.cloud.vault.uri", vault.uri())
                .with("spring.cloud.vault.authentication", "APPROLE")
                .with("spring.cloud.vault.app-role.role-id", VaultServer.ROLE_ID)
                .with("spring.cloud.vault.app-role.secret-id", VaultServer.SECRET_ID)
                .with(
                        "spring.config.import",
                        "vault://secret/sei-platform/database?prefix=spring.datasource.,"
                                + "vault://secret/sei-platform/redis?prefix=spring.data.redis.");
    }

    private Map<String, String> account(String password) {
        Map<String, String> account = new LinkedHashMap<>();
        account.put("username", user);
        account.put("password", password);
        return account;
    }

    private void write(Path file, String password) throws IOException {
        Path next = Files.writeString(
                directory.resolve("next"),
                "spring.datasource.username=%s\nspring.datasource.password=%s\n".formatted(user, password));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean ping(InProcessService service) {
        try {
            return "PONG"
                    .equals(service.bean(RedisConnectionFactory.class)
                            .getConnection()
                            .ping());
        } catch (RuntimeException notYet) {
            return false;
        }
    }
}
