package org.seiplatform.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * An empty database that belongs to whoever asked for it, and lives until the tests end.
 *
 * @param url the JDBC URL, which may repeat the name and the password
 * @param username a superuser, so that migrations may create extensions
 */
public record TestDatabase(Edition edition, String url, String username, String password) {

    private static final Pattern ADDRESS = Pattern.compile("^jdbc:postgresql://[^/]*:([0-9]+)/([^?]*).*$");

    /** Opens a connection past any pool; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    /** Where its server listens. */
    public int port() {
        return Integer.parseInt(ADDRESS.matcher(url).replaceFirst("$1"));
    }

    /** How its server calls it. */
    public String name() {
        return ADDRESS.matcher(url).replaceFirst("$2");
    }

    /** Migrates this database. The lock is by session, not by a transaction left open: an index made concurrently would wait for it. */
    public FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(url, username, password)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }

    /** What makes a Spring Boot application use this database, for its queries and its migrations. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", username,
                "spring.datasource.password", password,
                "spring.flyway.url", url,
                "spring.flyway.user", username,
                "spring.flyway.password", password);
    }
}
