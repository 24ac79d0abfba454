package org.seiplatform.operations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabases;
import org.seiplatform.testing.TestRedis;

/** The service gets by on the rights that Redis's shipped users have, and they are few. */
class RedisPrivilegesIT {

    private static final Path EXAMPLE = Path.of("docker/redis/users.acl.example");

    @TempDir
    private Path directory;

    @Test
    void theServiceNeedsNoMoreThanItsUserMay() throws IOException {
        Path users = Files.writeString(
                directory.resolve("users.acl"), Files.readString(EXAMPLE) + "user auditor on >auditor ~* &* +@all\n");
        try (TestRedis redis = TestRedis.start("--aclfile", users.toString());
                RedisClient auditor = RedisClient.create("redis://auditor:auditor@127.0.0.1:" + redis.port());
                InProcessService one = audited(redis, auditor)) {
            RedisCommands<String, String> commands = auditor.connect().sync();
            Tenant tenant = one.api().tenant();
            Session manager = tenant.manager();
            manager.post("/api/v1/teams", Map.of("name", "Payments", "slug", "payments"))
                    .expect(201);
            manager.get("/api/v1/analytics/dora?organization_id=" + tenant.id()).expect(200);

            await().untilAsserted(() -> {
                assertThat(commands.keys("sei:answer:*")).isNotEmpty().noneMatch(key -> key.contains(":lock:"));
                assertThat(commands.keys("sei:rate-limit:*")).isNotEmpty();
                assertThat(commands.pubsubNumsub("sei:changes")).containsEntry("sei:changes", 1L);
            });
            assertThat(commands.info("commandstats"))
                    .contains("cmdstat_eval:", "cmdstat_publish:")
                    .doesNotContainPattern("rejected_calls=[1-9]");
            assertThat(commands.aclLog()).isEmpty();
        }
    }

    @Test
    void theServicesUserMayDoNothingElse() {
        try (TestRedis redis =
                        TestRedis.start("--aclfile", EXAMPLE.toAbsolutePath().toString());
                RedisClient client =
                        RedisClient.create("redis://sei:the-password-of-the-service@127.0.0.1:" + redis.port())) {
            RedisCommands<String, String> sei = client.connect().sync();

            assertThat(sei.set("sei:answer:1", "a")).isEqualTo("OK");
            assertThat(List.<ThrowingCallable>of(
                            sei::flushall,
                            () -> sei.keys("*"),
                            () -> sei.configSet("maxmemory", "1"),
                            () -> sei.scriptLoad("return 1"),
                            () -> sei.evalsha("0", ScriptOutputType.INTEGER),
                            () -> sei.functionList(),
                            () -> sei.functionFlush(FlushMode.SYNC),
                            () -> sei.get("other"),
                            () -> sei.eval("return redis.call('get', 'other')", ScriptOutputType.VALUE),
                            () -> sei.eval("return redis.call('flushall')", ScriptOutputType.STATUS),
                            () -> sei.publish("other", "message"),
                            sei::aclList))
                    .allSatisfy(forbidden -> assertThatThrownBy(forbidden)
                            .hasMessageMatching("(?s)(NOPERM|ERR The user executing the script can't).*"));
        }
    }

    @Test
    void everyShippedUserHasTheSameRights() {
        assertThat(List.of(
                                "docker/compose/users.acl",
                                "k8s/overlays/local/secrets/users.acl",
                                "k8s/vault/platform/redis.yaml")
                        .stream()
                        .map(file -> rights(Path.of(file))))
                .allSatisfy(rights -> assertThat(rights).isEqualTo(rights(EXAMPLE)));
    }

    private static List<String> rights(Path file) {
        try {
            return Pattern.compile("user (\\w+) on >(?:\\{\\{[^}]*}}|\\S+) (.*)")
                    .matcher(Files.readString(file))
                    .results()
                    .map(user -> user.group(1) + " " + user.group(2))
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Redis was asked whether it had started by somebody without rights, which is not the service's doing. */
    private static InProcessService audited(TestRedis redis, RedisClient auditor) {
        auditor.connect().sync().configResetstat();
        return service(redis);
    }

    private static InProcessService service(TestRedis redis) {
        return InProcessService.on(TestDatabases.create(Edition.PLAIN))
                .with(
                        "spring.data.redis.url",
                        "redis://sei:the-password-of-the-service@127.0.0.1:%d".formatted(redis.port()))
                .with("sei.rate-limit.enabled", "true")
                .with("sei.cache.enabled", "true")
                .start();
    }
}
