package org.seiplatform.analytics.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Rows;
import org.seiplatform.platform.paging.Paged;

/**
 * The rows behind a figure as the API answers them.
 *
 * @param count all rows, on this page and on others
 * @param medianSeconds the median over all of them; null where none shows a duration
 * @param nextCursor where the list goes on; null at its end
 */
record RowsAnswer<T>(
        long count,
        @Nullable Double medianSeconds,
        List<T> items,
        @Nullable String nextCursor) implements Paged {

    static <T> RowsAnswer<T> of(Rows<T> rows) {
        return new RowsAnswer<>(
                rows.count(),
                rows.medianSeconds(),
                rows.page().items(),
                rows.page().nextCursor());
    }
}
