package org.seiplatform.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EditionDetectorIT {

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseIsOfTheEditionOfItsServer(org.seiplatform.testing.Edition server) throws SQLException {
        TestDatabase database = TestDatabases.create(server);

        Edition expected = switch (server) {
            case PLAIN, POSTGRESQL_15 -> Edition.POSTGRESQL;
            case TIMESCALEDB -> Edition.TIMESCALEDB_APACHE;
            case TIMESCALEDB_COMMUNITY -> Edition.TIMESCALEDB_COMMUNITY;
        };
        assertThat(detect(database)).isEqualTo(expected);
        assertThat(detect(database)).as("once more").isEqualTo(expected);
    }

    @Test
    void aDatabaseThatBeganWithoutTheExtensionStaysWithout() throws SQLException {
        TestDatabase database = TestDatabases.create(org.seiplatform.testing.Edition.TIMESCALEDB);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop extension if exists timescaledb");
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table flyway_schema_history (installed_rank integer)");
        }

        assertThat(detect(database)).isEqualTo(Edition.POSTGRESQL);
    }

    private static Edition detect(TestDatabase database) throws SQLException {
        return new EditionDetector(
                        new DriverManagerDataSource(database.url(), database.username(), database.password()))
                .detect();
    }
}
