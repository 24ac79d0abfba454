package org.seiplatform.fact;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The times that facts can have, whichever door they come in by. */
public final class EventTimes {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private EventTimes() {}

    /** Git and its hosts know times that nothing else does; those are brought to the nearest that a calendar of four digits has. */
    public static Instant clamped(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }

    /** The first of these times that is known. */
    public static Instant first(@Nullable Instant best, @Nullable Instant second, Instant otherwise) {
        return Objects.requireNonNullElse(best, Objects.requireNonNullElse(second, otherwise));
    }
}
