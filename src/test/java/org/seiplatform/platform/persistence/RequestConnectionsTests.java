package org.seiplatform.platform.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** One connection, for which a minute is waited. */
@Timeout(30)
class RequestConnectionsTests {

    private final AtomicLong nanos = new AtomicLong();
    private final RequestConnections connections = new RequestConnections(
            new Binder(new MapConfigurationPropertySource(
                            Map.of("sei.database.request-connections", "1", "sei.database.write-wait", "60s")))
                    .bindOrCreate("sei.database", DatabaseProperties.class),
            new SimpleMeterRegistry(),
            nanos::get);

    @Test
    void whoeverComesWaitsForTheNextOne() throws Exception {
        connections.acquire(DatabaseUse.WRITE);
        CompletableFuture.runAsync(connections::release, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        connections.acquire(DatabaseUse.WRITE);
    }

    @Test
    void nobodyWaitsWhereNoneIsGivenBack() throws Exception {
        connections.acquire(DatabaseUse.WRITE);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThatThrownBy(() -> connections.acquire(DatabaseUse.WRITE))
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasCauseInstanceOf(ProblemException.class);

        connections.release();
        connections.acquire(DatabaseUse.WRITE);
    }
}
