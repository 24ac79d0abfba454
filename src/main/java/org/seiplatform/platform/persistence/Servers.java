package org.seiplatform.platform.persistence;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The servers that connections go to. */
interface Servers {

    ConnectionPool primary();

    /** Where a request that changes nothing may read just now; null if that is the primary alone. */
    @Nullable
    ConnectionPool replica();

    /** Says that the replica did not do what was asked of it. */
    void replicaFailed(SQLException failure);

    /** Says that the request at hand may have written something. */
    void written();
}
