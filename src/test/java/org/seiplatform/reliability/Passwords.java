package org.seiplatform.reliability;

import java.util.Map;
import org.seiplatform.testing.FaultyPostgres;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.TcpProxy;
import org.seiplatform.testing.TestRedis;
import org.seiplatform.testing.VaultServer;

/** The passwords of database and Redis, which the service has from Vault and nowhere else. */
final class Passwords implements AutoCloseable {

    static final String FIRST = "first-password";
    static final String SECOND = "second-password";

    private final VaultServer vault = VaultServer.start();
    private final TcpProxy network = TcpProxy.to(vault.port());
    private final FaultyPostgres postgres;
    private final TestRedis redis;
    private String current = FIRST;

    Passwords(FaultyPostgres postgres, TestRedis redis) {
        this.postgres = postgres;
        this.redis = redis;
        tellVault();
    }

    /** What the service needs to find them. */
    PackagedService.Starter tell(PackagedService.Starter starter) {
        return starter.without("spring.datasource.username")
                .without("spring.datasource.password")
                .with("spring.cloud.vault.enabled", "true")
                .with("spring.cloud.vault.uri", "http://127.0.0.1:" + network.port())
                .with("spring.cloud.vault.authentication", "APPROLE")
                .with("spring.cloud.vault.app-role.role-id", VaultServer.ROLE_ID)
                .with("spring.cloud.vault.app-role.secret-id", VaultServer.SECRET_ID)
                .with("sei.secrets.refresh-every", "1s")
                .with(
                        "spring.config.import",
                        "vault://secret/sei-platform/database?prefix=spring.datasource.,"
                                + "vault://secret/sei-platform/redis?prefix=spring.data.redis.");
    }

    /** The network to Vault, which can be cut. */
    TcpProxy network() {
        return network;
    }

    /** Changes them where they are asked for, and then in Vault; whoever is connected to Redis has to come again. */
    void change(String next) {
        postgres.changePassword(next);
        redis.commands("AUTH " + current, "CONFIG SET requirepass " + next);
        current = next;
        tellVault();
        redis.commands("AUTH " + next, "CLIENT KILL TYPE normal SKIPME yes");
    }

    private void tellVault() {
        vault.put("sei-platform/database", Map.of("username", FaultyPostgres.USER, "password", current));
        vault.put("sei-platform/redis", Map.of("password", current));
    }

    @Override
    public void close() {
        network.close();
        vault.close();
    }
}
