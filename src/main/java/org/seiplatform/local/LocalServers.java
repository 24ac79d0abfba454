package org.seiplatform.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.platform.security.ApiKeyToken;

/** PostgreSQL and Redis, and the settings by which the service finds them. */
final class LocalServers {

    private static final int ENCRYPTION_KEY_BYTES = 32;

    private final LocalDirectory directory;
    private final PostgresServer postgres;
    private final RedisServer redis;

    LocalServers(LocalDirectory directory) throws IOException {
        this.directory = directory;
        Programs programs = new Programs(directory);
        this.postgres = new PostgresServer(directory, programs.postgres());
        this.redis = new RedisServer(directory, programs.redis());
    }

    /**
     * Starts both and returns the Spring properties that lead to them. The addresses are also in the directory, for psql
     * and redis-cli. A stop waits for a start that is under way, so that it leaves nothing behind.
     */
    synchronized Map<String, Object> start() throws IOException {
        int postgresPort = freePort();
        postgres.start(postgresPort);
        String postgresAddress = "127.0.0.1:%d/postgres".formatted(postgresPort);
        directory.write(
                "postgres.url",
                "postgresql://%s:%s@%s".formatted(PostgresServer.USER, postgres.password(), postgresAddress));

        int redisPort = freePort();
        String redisPassword = UUID.randomUUID().toString();
        redis.start(redisPort, redisPassword);
        String redisUrl = "redis://default:%s@127.0.0.1:%d".formatted(redisPassword, redisPort);
        directory.write("redis.url", redisUrl);

        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://" + postgresAddress,
                "spring.datasource.username",
                PostgresServer.USER,
                "spring.datasource.password",
                postgres.password(),
                "spring.data.redis.url",
                redisUrl,
                "sei.encryption.key",
                directory.secret("encryption-key", LocalServers::newEncryptionKey),
                "sei.import.work-directory",
                directory.directory("imports").toString(),
                // Whoever may use local mode is the person at this machine.
                "sei.import.local-paths",
                "/",
                "sei.local.admin-key",
                directory.secret("admin-key", () -> ApiKeyToken.generate().reveal()));
    }

    synchronized void stop() {
        redis.stop();
        postgres.stop();
        directory.release();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newEncryptionKey() {
        byte[] key = new byte[ENCRYPTION_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
