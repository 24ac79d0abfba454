package org.seiplatform.platform.persistence;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows, or updates those whose keys are there, in one statement over {@code unnest} of an array for each column: as quick
 * as a batch of the driver's, and the same statement whatever the number of rows. A column is named once, beside its value.
 *
 * @param <T> what becomes a row
 */
public final class Upsert<T> {

    private final String sql;
    private final List<Column<T>> columns;

    private Upsert(Builder<T> builder) {
        this.columns = List.copyOf(builder.columns);
        this.sql = sql(builder);
    }

    public static <T> Builder<T> into(String table) {
        return new Builder<>(table);
    }

    public String sql() {
        return sql;
    }

    /** The parameters for these rows, each with a key of its own; the constants are not among them. */
    public Map<String, Object> parameters(Collection<? extends T> rows) {
        return columns.stream().collect(toMap(Column::name, column -> Columns.texts(rows, column.value)));
    }

    private static <T> String sql(Builder<T> builder) {
        List<String> names = builder.columns.stream().map(Column::name).toList();
        return """
                insert into %s (%s)
                select %s
                from unnest(%s) as added (%s)
                on conflict (%s) do update set %s
                """.formatted(
                        builder.table,
                        list(Stream.concat(builder.constants.stream(), names.stream())),
                        list(Stream.concat(
                                builder.constants.stream().map(constant -> ":" + constant),
                                builder.columns.stream().map(Column::expression))),
                        list(builder.columns.stream().map(Column::array)),
                        list(names.stream()),
                        list(builder.keys.stream()),
                        list(names.stream()
                                .filter(name -> !builder.keys.contains(name))
                                .map(name -> name + " = excluded." + name)));
    }

    private static String list(Stream<String> elements) {
        return elements.collect(joining(", "));
    }

    /**
     * @param type of an element of the array that is sent
     * @param conversion of an element to the column's type, a format
     */
    private record Column<T>(
            String name, String type, String conversion, Function<? super T, ? extends @Nullable Object> value) {

        String array() {
            return "cast(:%s as %s[])".formatted(name, type);
        }

        String expression() {
            return conversion.formatted(name);
        }
    }

    public static final class Builder<T> {

        private final String table;
        private final List<String> keys = new ArrayList<>();
        private final List<String> constants = new ArrayList<>();
        private final List<Column<T>> columns = new ArrayList<>();

        private Builder(String table) {
            this.table = table;
        }

        /** The columns of the unique constraint that tells rows apart; their values are given like all others. */
        public Builder<T> key(String... names) {
            keys.addAll(Arrays.asList(names));
            return this;
        }

        /** A column of one value for all rows, which an update leaves as it is: a parameter of this name. */
        public Builder<T> constant(String name) {
            constants.add(name);
            return this;
        }

        public Builder<T> text(String name, Function<? super T, ? extends @Nullable String> value) {
            return column(name, "text", "%s", value);
        }

        /** A column that holds the names of constants in lower case. */
        public Builder<T> constantName(String name, Function<? super T, ? extends @Nullable Enum<?>> value) {
            return column(name, "text", "%s", row -> Columns.name(value.apply(row)));
        }

        public Builder<T> texts(String name, Function<? super T, ? extends @Nullable List<String>> value) {
            return column(name, "text", "cast(%s as text[])", row -> Columns.literal(value.apply(row)));
        }

        public Builder<T> uuid(String name, Function<? super T, ? extends @Nullable UUID> value) {
            return column(name, "uuid", "%s", value);
        }

        public Builder<T> integer(String name, Function<? super T, ? extends @Nullable Integer> value) {
            return column(name, "integer", "%s", value);
        }

        public Builder<T> bigint(String name, Function<? super T, ? extends @Nullable Long> value) {
            return column(name, "bigint", "%s", value);
        }

        public Builder<T> bool(String name, Function<? super T, ? extends @Nullable Boolean> value) {
            return column(name, "boolean", "%s", value);
        }

        public Builder<T> instant(String name, Function<? super T, ? extends @Nullable Instant> value) {
            return column(name, "timestamptz", "%s", value);
        }

        /** A column of bytes, given in hexadecimal. */
        public Builder<T> bytes(String name, Function<? super T, String> hex) {
            return column(name, "text", "decode(%s, 'hex')", hex);
        }

        private Builder<T> column(
                String name, String type, String conversion, Function<? super T, ? extends @Nullable Object> value) {
            columns.add(new Column<>(name, type, conversion, value));
            return this;
        }

        public Upsert<T> build() {
            return new Upsert<>(this);
        }
    }
}
