package org.seiplatform.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.Columns;

/** Where a deployment stands in its sequence: by its finish, then by its external id in the order of bytes, which is the database's. */
record Place(Instant finishedAt, String externalId) implements Comparable<Place> {

    /** Reads the columns {@code finished_at} and {@code external_id} behind a prefix; null where they are null. */
    static @Nullable Place of(ResultSet row, String prefix) throws SQLException {
        Instant finishedAt = Columns.nullableInstant(row, prefix + "finished_at");
        return finishedAt == null ? null : new Place(finishedAt, row.getString(prefix + "external_id"));
    }

    @Override
    public int compareTo(Place other) {
        int byTime = finishedAt.compareTo(other.finishedAt);
        return byTime != 0
                ? byTime
                : Arrays.compareUnsigned(externalId.getBytes(UTF_8), other.externalId.getBytes(UTF_8));
    }

    boolean isBefore(Place other) {
        return compareTo(other) < 0;
    }
}
