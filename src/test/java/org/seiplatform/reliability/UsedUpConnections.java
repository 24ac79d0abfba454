package org.seiplatform.reliability;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.seiplatform.testing.FaultyPostgres;

/** Somebody else's program that takes every connection the database server has, those of the service included. */
final class UsedUpConnections {

    private static final int MORE_THAN_THERE_ARE = 200;

    private final FaultyPostgres postgres;
    private final List<Connection> taken = new ArrayList<>();

    UsedUpConnections(FaultyPostgres postgres) {
        this.postgres = postgres;
    }

    void take() throws SQLException {
        try (Connection superuser = postgres.connect();
                Statement statement = superuser.createStatement()) {
            takeAll();
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sei' and client_port is not null"
                            + " and pid not in (" + pids() + ")");
            takeAll();
        }
    }

    void giveBack() throws SQLException {
        for (Connection connection : taken) {
            connection.close();
        }
        taken.clear();
    }

    private void takeAll() {
        for (int number = 0; number < MORE_THAN_THERE_ARE; number++) {
            try {
                taken.add(postgres.database().connect());
            } catch (SQLException thereAreNoMore) {
                return;
            }
        }
        throw new IllegalStateException("The server has more connections than it should");
    }

    private String pids() throws SQLException {
        List<String> pids = new ArrayList<>();
        for (Connection connection : taken) {
            pids.add(Integer.toString(
                    connection.unwrap(org.postgresql.PGConnection.class).getBackendPID()));
        }
        return String.join(",", pids);
    }
}
