package org.seiplatform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

class OnDatabaseIT {

    @Test
    void contextsOfOneEditionShareADatabaseAndThoseOfAnotherHaveTheirOwn() {
        assertThat(databaseOf(OnPlain.class)).isSameAs(databaseOf(AlsoOnPlain.class));
        assertThat(databaseOf(OnPlain.class)).isNotEqualTo(databaseOf(OnPostgresql15.class));
    }

    private static TestDatabase databaseOf(Class<?> test) {
        return new TestContextManager(test)
                .getTestContext()
                .getApplicationContext()
                .getBean(TestDatabase.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @OnDatabase
    @SpringJUnitConfig(Nothing.class)
    @TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
    @Nested
    class AConnectedContext {

        private final TestDatabase database;
        private final Environment environment;

        AConnectedContext(TestDatabase database, Environment environment) {
            this.database = database;
            this.environment = environment;
        }

        @Test
        void tellsTheApplicationWhereToQueryAndToMigrate() throws SQLException {
            assertThat(environment.getProperty("spring.datasource.url")).isEqualTo(database.url());
            assertThat(environment.getProperty("spring.flyway.url")).isEqualTo(database.url());
            try (Connection connection = database.connect()) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @OnDatabase
    @SpringJUnitConfig(Nothing.class)
    static class OnPlain {}

    @OnDatabase(Edition.PLAIN)
    @SpringJUnitConfig(Nothing.class)
    static class AlsoOnPlain {}

    @OnDatabase(Edition.POSTGRESQL_15)
    @SpringJUnitConfig(Nothing.class)
    static class OnPostgresql15 {}
}
