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
 * <p>A database that has the extension is of a TimescaleDB edition. An empty one becomes so if the server lets it have the
 * extension. One that began without stays without: its tables are full of rows by now.
 */
class EditionDetector {

    private static final Logger log = LoggerFactory.getLogger(EditionDetector.class);

    private final DataSource dataSource;

    EditionDetector(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Edition detect() throws SQLException {
        if (text("select extversion from pg_extension where extname = 'timescaledb'") == null
                && !(empty() && install())) {
            return Edition.POSTGRESQL;
        }
        String license = text("select current_setting('timescaledb.license', true)");
        return "timescale".equals(license) ? Edition.TIMESCALEDB_COMMUNITY : Edition.TIMESCALEDB_APACHE;
    }

    private boolean empty() throws SQLException {
        return text("select to_regclass('flyway_schema_history')::text") == null;
    }

    /**
     * The licence can be read only once the extension is there; the first migration that needs it finds it there. A server that
     * has not loaded the extension's library refuses, and closes the connection: there is no setting that would tell before.
     */
    private boolean install() throws SQLException {
        if (text("select default_version from pg_available_extensions where name = 'timescaledb'") == null) {
            return false;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension timescaledb");
            return true;
        } catch (SQLException refusal) {
            log.info("The server has TimescaleDB but does not let this database have it: {}", refusal.getMessage());
            return false;
        }
    }

    private @Nullable String text(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
