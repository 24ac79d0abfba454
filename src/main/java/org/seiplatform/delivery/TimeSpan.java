package org.seiplatform.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of commit times that stands in for unstated parents.
 *
 * @param after when the commit deployed before was committed, which does not belong to it; null where there is none, or it is not known
 * @param until when the deployed commit was committed
 */
record TimeSpan(@Nullable Instant after, Instant until) {}
