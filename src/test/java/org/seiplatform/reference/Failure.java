package org.seiplatform.reference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed deployment.
 *
 * @param recoveredAt null while it has not recovered
 */
record Failure(Delivery delivery, @Nullable Instant recoveredAt) {}
