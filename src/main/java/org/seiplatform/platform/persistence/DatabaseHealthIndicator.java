package org.seiplatform.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Checks the primary database only: without the replica the service is slower, not down. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;

    DatabaseHealthIndicator(DataSource database) {
        this.database = database;
    }

    @Override
    public Health health() {
        return StatementLimits.ofLookups(this::look);
    }

    private Health look() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS)
                    ? Health.up().build()
                    : Health.down().build();
        } catch (SQLException cause) {
            return Health.down(cause).build();
        }
    }
}
