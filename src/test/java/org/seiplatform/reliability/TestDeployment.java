package org.seiplatform.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.seiplatform.testing.FaultyPostgres;
import org.seiplatform.testing.Nginx;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.PgBouncer;
import org.seiplatform.testing.TcpProxy;
import org.seiplatform.testing.TestRedis;

/**
 * The service as it runs in production, on one machine: nginx, two instances, PgBouncer, PostgreSQL, Redis, a Vault; between the
 * instances and what they depend on a network that can be slow or cut.
 */
final class TestDeployment implements AutoCloseable {

    static final int INSTANCES = 2;

    final FaultyPostgres postgres = FaultyPostgres.start();
    final PgBouncer pgBouncer = startPooler(postgres);
    final TestRedis redis = TestRedis.start("--requirepass", Passwords.FIRST);
    final Passwords passwords = new Passwords(postgres, redis);
    final TcpProxy redisNetwork = TcpProxy.to(redis.port());

    /** One for each instance, so that one alone can be cut off. */
    private final List<TcpProxy> databaseNetworks = IntStream.range(0, INSTANCES)
            .mapToObj(instance -> TcpProxy.to(pgBouncer.port()))
            .toList();

    private final List<PackagedService> instances = new ArrayList<>();
    final Nginx nginx;
    private final Endpoints endpoints;

    TestDeployment() {
        for (int number = 0; number < INSTANCES; number++) {
            instances.add(start(number));
        }
        nginx = Nginx.before(instances.stream().map(PackagedService::port).toList(), Nginx.Repetition.OF_READS);
        endpoints = new Endpoints(nginx, instances);
    }

    /** As the one we ship it knows nobody's password, and asks the database whether it is right. */
    private static PgBouncer startPooler(FaultyPostgres postgres) {
        postgres.askForPassword(Passwords.FIRST);
        return PgBouncer.start(
                "%s = host=127.0.0.1 port=%d".formatted(FaultyPostgres.DATABASE, postgres.port()),
                "\"%1$s\" \"%1$s\"\n".formatted(FaultyPostgres.VERIFIER),
                PgBouncer.installed().orElseThrow(),
                Map.of(
                        "auth_type",
                        "scram-sha-256",
                        "auth_user",
                        FaultyPostgres.VERIFIER,
                        "auth_query",
                        "select name, secret from pgbouncer.secret_of($1)"));
    }

    synchronized PackagedService instance(int number) {
        return instances.get(number);
    }

    TcpProxy databaseNetwork(int instance) {
        return databaseNetworks.get(instance);
    }

    /** Starts an instance in the place of one that has ended. */
    void replace(int number) {
        PackagedService next = start(number);
        PackagedService old;
        synchronized (this) {
            old = instances.set(number, next);
        }
        endpoints.replace(old, next);
        end(old, "instance-%d-of-%d".formatted(number, old.pid()));
    }

    /** Settings of a real installation are more patient; here faults are short, and so are the times in which they are noticed. */
    private PackagedService start(int number) {
        String url =
                "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0&connectTimeout=3&socketTimeout=10&loginTimeout=3"
                        .formatted(databaseNetworks.get(number).port(), FaultyPostgres.DATABASE);
        PackagedService.Starter starter = passwords
                .tell(PackagedService.on(postgres.database()))
                .with("spring.datasource.url", url)
                .with("spring.data.redis.url", "redis://127.0.0.1:" + redisNetwork.port())
                .with("sei.http.trusted-proxies", "127.0.0.1")
                .option("-Xmx400m");
        SETTINGS.forEach(starter::with);
        return starter.start();
    }

    private static final Map<String, String> SETTINGS = Map.of(
            "sei.rate-limit.key.requests", "1000000",
            "sei.rate-limit.organization.requests", "1000000",
            "sei.shutdown.delay", "3s");

    /** What an instance has printed is kept for whoever looks for the reasons. */
    private static void end(PackagedService instance, String name) {
        keep(name, instance.output());
        instance.close();
    }

    private static void keep(String name, String output) {
        try {
            Files.writeString(
                    Files.createDirectories(Path.of("target/reliability")).resolve(name + ".log"), output);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        endpoints.close();
        keep("nginx", nginx.errors());
        nginx.close();
        instances.forEach(instance -> end(instance, "instance-" + instance.pid()));
        databaseNetworks.forEach(TcpProxy::close);
        redisNetwork.close();
        passwords.close();
        redis.close();
        pgBouncer.close();
        postgres.close();
    }
}
