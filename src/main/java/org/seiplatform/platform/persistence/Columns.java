package org.seiplatform.platform.persistence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries columns of many rows to and from SQL. Rows are written as one statement over {@code unnest} of one text array for each
 * column, which the statement casts: as quick as a batch of the driver's, and the same statement whatever the number of rows.
 */
public final class Columns {

    private Columns() {}

    /** A column of texts, or of anything else by its text. */
    public static <T> @Nullable String[] texts(
            Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        int index = 0;
        for (T row : rows) {
            Object value = column.apply(row);
            texts[index++] = value == null ? null : value.toString();
        }
        return texts;
    }

    /** A list of texts as an array literal of PostgreSQL. */
    static @Nullable String literal(@Nullable List<String> elements) {
        return elements == null
                ? null
                : elements.stream()
                        .map(element -> '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(",", "{", "}"));
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public static @Nullable Integer nullableInteger(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    public static List<String> textList(ResultSet row, String column) throws SQLException {
        List<String> list = nullableTextList(row, column);
        return list == null ? List.of() : list;
    }

    public static @Nullable List<String> nullableTextList(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : List.of((String[]) array.getArray());
    }

    /** The constant that a column names in lower case. */
    public static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    public static <E extends Enum<E>> @Nullable E nullableConstant(Class<E> type, @Nullable String name) {
        return name == null ? null : constant(type, name);
    }

    /** The name of a constant as columns hold it. */
    public static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    /** The instant as the database will give it back, so that it compares alike before and after. */
    public static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    public static @Nullable Instant nullableStored(@Nullable Instant instant) {
        return instant == null ? null : stored(instant);
    }
}
