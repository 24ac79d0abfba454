package org.seiplatform.platform.persistence;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Finds out which edition of the database this is, before the first migration runs, and what its errors mean. */
@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PersistenceConfiguration.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Bean
    Edition databaseEdition(MigrationDataSource migrations) throws SQLException {
        Edition edition = new EditionDetector(migrations.dataSource()).detect();
        log.info("Database edition: {}", edition);
        return edition;
    }

    @Bean
    FlywayConfigurationCustomizer editionMigrations(Edition edition, MigrationDataSource migrations) {
        return flyway -> flyway.dataSource(migrations.dataSource())
                .locations(edition.migrationLocations().toArray(String[]::new))
                // An edition need not have migrations of its own.
                .failOnMissingLocations(false);
    }

    /** To Spring, a lock that was waited for in vain is an error like any other; to us it means that others write, too. */
    @Bean
    SQLExceptionTranslator databaseErrors() {
        SQLExceptionSubclassTranslator errors = new SQLExceptionSubclassTranslator();
        errors.setCustomTranslator((task, sql, exception) -> LOCK_NOT_AVAILABLE.equals(exception.getSQLState())
                ? new CannotAcquireLockException(task, exception)
                : null);
        return errors;
    }

    @Bean
    InfoContributor editionInfo(Edition edition) {
        return info ->
                info.withDetail("database", Map.of("edition", edition.name().toLowerCase(Locale.ROOT)));
    }
}
