package org.seiplatform.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A successful deployment of the same repository and environment, before the one at hand. */
record EarlierDeployment(String externalId, Instant finishedAt, String commitSha) {

    static EarlierDeployment of(ResultSet row, int number) throws SQLException {
        return new EarlierDeployment(
                row.getString("external_id"),
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                row.getString("commit_sha"));
    }
}
