package org.seiplatform.analytics;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Durations of one period.
 *
 * @param size how many
 */
public record Sample(Percentiles distribution, long size) {

    /** Reads the column of this name, which {@code percentile_cont} answered, and that of {@code name_size}. */
    public static Sample of(ResultSet row, String name) throws SQLException {
        Array values = row.getArray(name);
        return new Sample(
                Percentiles.of(values == null ? null : (Double[]) values.getArray()), row.getLong(name + "_size"));
    }

    public @Nullable Double median() {
        return distribution.p50();
    }
}
