package org.seiplatform.platform.paging;

import org.jspecify.annotations.Nullable;

/** An answer that holds a part of a list. */
public interface Paged {

    /** Where the list goes on; null at its end. */
    @Nullable
    String nextCursor();
}
