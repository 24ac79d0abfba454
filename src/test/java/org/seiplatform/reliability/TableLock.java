package org.seiplatform.reliability;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.FaultyPostgres;

/** A migration or an operator who has locked a table and gone for a coffee. */
final class TableLock {

    private final FaultyPostgres postgres;
    private final String table;
    private @Nullable Connection holder;

    TableLock(FaultyPostgres postgres, String table) {
        this.postgres = postgres;
        this.table = table;
    }

    void take() throws SQLException {
        Connection connection = postgres.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in access exclusive mode");
        }
        holder = connection;
    }

    void release() throws SQLException {
        if (holder != null) {
            holder.rollback();
            holder.close();
        }
    }
}
