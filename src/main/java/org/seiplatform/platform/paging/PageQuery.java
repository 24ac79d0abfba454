package org.seiplatform.platform.paging;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.query.ReadsQuery;

/**
 * Which part of a list is asked for. As an argument of a controller it is read from the query parameters {@code limit} and
 * {@code cursor}.
 *
 * @param limit how many items at most, 1 to {@value #MAXIMUM_LIMIT}
 * @param cursor where to go on; null for the beginning
 * @param writer makes the words of this list's cursors
 */
@ReadsQuery({"limit", "cursor"})
public record PageQuery(int limit, @Nullable Cursor cursor, Function<Cursor, String> writer) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAXIMUM_LIMIT = 200;

    public PageQuery {
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    /** How many rows to fetch: one more than asked for tells whether the list goes on. */
    public int fetchSize() {
        return limit + 1;
    }

    /** The id after which to go on, for lists sorted by id alone; the lowest id for the beginning. */
    public UUID afterId() {
        return cursor == null ? new UUID(0, 0) : cursor.uuid(0);
    }

    /**
     * The page, given up to {@link #fetchSize()} items from its beginning.
     *
     * @param cursor the cursor after an item
     */
    public <T> Page<T> page(List<T> fetched, Function<? super T, Cursor> cursor) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, limit);
        return new Page<>(items, writer.apply(cursor.apply(items.getLast())));
    }
}
