package org.seiplatform.testing;

import java.sql.SQLException;

/** A running server, or a program that stands in for one, that gives an empty database to each who asks. */
interface DatabaseServer extends AutoCloseable {

    /** Makes a database that nobody else has. */
    TestDatabase createDatabase() throws SQLException;

    /** Takes the databases away and stops what was started for them; never fails. */
    @Override
    void close();
}
