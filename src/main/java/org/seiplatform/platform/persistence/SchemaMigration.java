package org.seiplatform.platform.persistence;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Migrates the schema when the service starts, unless a newer version of the service has done so already. During a release both
 * run, and an instance of the older one that starts again must not put its own, older views in the place of the newer ones.
 */
@Component
class SchemaMigration implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(SchemaMigration.class);

    @Override
    public void migrate(Flyway flyway) {
        if (Arrays.stream(flyway.info().applied()).anyMatch(SchemaMigration::isOfNewerVersion)) {
            log.info("A newer version has migrated the schema: it stays as it is");
        } else {
            flyway.migrate();
        }
    }

    private static boolean isOfNewerVersion(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS;
    }
}
