package org.seiplatform.platform.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditEvent.Outcome;

/** Which entries are asked for; null means any. */
public record AuditFilter(
        @Nullable String action,
        @Nullable String actor,
        @Nullable Outcome outcome,
        @Nullable String objectType,
        @Nullable String objectId,
        @Nullable Instant start,
        @Nullable Instant end) {}
