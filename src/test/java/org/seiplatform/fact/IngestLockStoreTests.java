package org.seiplatform.fact;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

@ApiTest
class IngestLockStoreTests {

    private static final Duration BRIEFLY = Duration.ofMillis(50);

    @Autowired
    private IngestLockStore locks;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestDatabase database;

    private final UUID organization = UUID.randomUUID();
    private final UUID repository = UUID.randomUUID();

    @Test
    void waitingForAnotherWriterOfTheRepositoryEnds() throws SQLException {
        whileHeld("ingest repository " + repository, () -> {
            assertThatThrownBy(() -> lock(Set.of(repository))).isInstanceOf(ConcurrencyFailureException.class);
            assertThatCode(() -> lock(Set.of(UUID.randomUUID()))).doesNotThrowAnyException();
        });
    }

    @Test
    void aWriterOfVeryManyRepositoriesWaitsForAllOthersOfTheOrganization() throws SQLException {
        Set<UUID> many = Stream.generate(UUID::randomUUID).limit(501).collect(Collectors.toSet());
        lock(many);
        whileHeld("ingest " + organization, () -> {
            assertThatThrownBy(() -> lock(many)).isInstanceOf(ConcurrencyFailureException.class);
            assertThatThrownBy(() -> lock(Set.of(repository))).isInstanceOf(ConcurrencyFailureException.class);
        });
    }

    private void lock(Set<UUID> repositories) {
        transaction.executeWithoutResult(status -> locks.lock(organization, repositories, true, BRIEFLY));
    }

    private void whileHeld(String name, Runnable action) throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('" + name + "', 0))");
            action.run();
        }
    }
}
