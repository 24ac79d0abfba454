package org.seiplatform.platform.cache;

import java.util.Locale;

/** Where an answer came from. */
enum Origin {
    /** This instance's memory. */
    NEAR(true, "hit; detail=near"),
    /** Redis. */
    SHARED(true, "hit; detail=shared"),
    /** A request for the same thing at the same time. */
    JOINED(true, "fwd=miss; collapsed"),
    /** The database. */
    COMPUTED(false, "fwd=miss; stored"),
    /** Memory or Redis, though nobody knows whether it is still right. */
    STALE(true, "hit; detail=stale");

    private final boolean hit;
    private final String status;

    Origin(boolean hit, String status) {
        this.hit = hit;
        this.status = status;
    }

    boolean isHit() {
        return hit;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the header {@code Cache-Status} (RFC 9211) says it. */
    String status() {
        return "sei; " + status;
    }
}
