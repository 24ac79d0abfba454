package org.seiplatform.platform.persistence;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Where the schema is looked at and changed: directly, because migrations lock by session, and as the user who owns the tables; in
 * all that {@code spring.flyway} does not tell, like the service itself. No limit of time holds for migrations.
 */
@Component
class MigrationDataSource {

    private final DataSource dataSource;

    MigrationDataSource(
            FlywayProperties flyway, DataSourceProperties service, @Qualifier("dataSource") DataSource connections) {
        boolean own = StringUtils.hasText(flyway.getUrl()) || StringUtils.hasText(flyway.getUser());
        this.dataSource = own ? own(flyway, service) : connections;
    }

    DataSource dataSource() {
        return dataSource;
    }

    private static DataSource own(FlywayProperties flyway, DataSourceProperties service) {
        boolean user = StringUtils.hasText(flyway.getUser());
        return service.initializeDataSourceBuilder()
                .type(SimpleDriverDataSource.class)
                .url(StringUtils.hasText(flyway.getUrl()) ? flyway.getUrl() : service.determineUrl())
                .username(user ? flyway.getUser() : service.determineUsername())
                .password(user ? flyway.getPassword() : service.determinePassword())
                .build();
    }
}
