package org.seiplatform.platform.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out the edition of a database that may still be empty.
 *
 * <p>A database that has the extension is of a TimescaleDB edition. An empty one becomes so if the server has loaded the extension.
 * One that began without stays without: its tables are full of rows by now.
 */
class EditionDetector {

    private static final Logger log = LoggerFactory.getLogger(EditionDetector.class);

    private final DataSource dataSource;

    EditionDetector(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Edition detect() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (!installed(statement) && !(empty(statement) && preloaded(statement) && install(statement))) {
                return Edition.POSTGRESQL;
            }
            return "timescale".equals(license(statement)) ? Edition.TIMESCALEDB_COMMUNITY : Edition.TIMESCALEDB_APACHE;
        }
    }

    private static boolean installed(Statement statement) throws SQLException {
        return text(statement, "select extversion from pg_extension where extname = 'timescaledb'") != null;
    }

    private static boolean empty(Statement statement) throws SQLException {
        return text(statement, "select to_regclass('flyway_schema_history')::text") == null;
    }

    /**
     * Whether the extension's library is in the server: only then can the extension be created. Its loader defines this setting,
     * which anyone may read, unlike {@code shared_preload_libraries}.
     */
    private static boolean preloaded(Statement statement) throws SQLException {
        return text(statement, "select current_setting('timescaledb.disable_load', true)") != null
                && text(statement, "select default_version from pg_available_extensions where name = 'timescaledb'")
                        != null;
    }

    /** The licence can be read only once the extension is there; the first migration that needs it finds it there. */
    private static boolean install(Statement statement) {
        try {
            statement.execute("create extension if not exists timescaledb");
            return true;
        } catch (SQLException exception) {
            log.warn("TimescaleDB is loaded but cannot be created in this database: going on without it", exception);
            return false;
        }
    }

    private static @Nullable String license(Statement statement) throws SQLException {
        return text(statement, "select current_setting('timescaledb.license', true)");
    }

    private static @Nullable String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
