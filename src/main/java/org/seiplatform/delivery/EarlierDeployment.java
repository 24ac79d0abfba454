package org.seiplatform.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** A successful deployment of the same repository and environment, before the one at hand. */
record EarlierDeployment(Place place, String commitSha) {

    static EarlierDeployment of(ResultSet row, int number) throws SQLException {
        return new EarlierDeployment(Objects.requireNonNull(Place.of(row, "")), row.getString("commit_sha"));
    }
}
