package org.seiplatform.platform.persistence;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds out which edition of the database this is, before the first migration runs. */
@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PersistenceConfiguration.class);

    @Bean
    Edition databaseEdition(DataSource dataSource) throws SQLException {
        Edition edition = new EditionDetector(dataSource).detect();
        log.info("Database edition: {}", edition);
        return edition;
    }

    @Bean
    FlywayConfigurationCustomizer editionMigrations(Edition edition) {
        return flyway -> flyway.locations(edition.migrationLocations().toArray(String[]::new))
                // An edition need not have migrations of its own.
                .failOnMissingLocations(false);
    }

    @Bean
    InfoContributor editionInfo(Edition edition) {
        return info ->
                info.withDetail("database", Map.of("edition", edition.name().toLowerCase(Locale.ROOT)));
    }
}
