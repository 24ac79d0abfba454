package org.seiplatform.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.seiplatform.platform.persistence.Columns;

/** A place in one of the sequences of a repository. */
record PlaceInEnvironment(int environmentId, Place place) {

    static PlaceInEnvironment of(ResultSet row, int number) throws SQLException {
        return new PlaceInEnvironment(
                row.getInt("environment_id"),
                new Place(Columns.instant(row, "finished_at"), row.getString("external_id")));
    }
}
