package org.seiplatform.platform.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that may be longer.
 *
 * @param nextCursor where the list goes on; null at its end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) implements Paged {

    public Page {
        items = List.copyOf(items);
    }

    /** The same page of other things. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), nextCursor);
    }
}
