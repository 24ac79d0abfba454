package org.seiplatform.platform.cache;

import java.util.Locale;

/** Where a response came from. */
enum CacheStatus {
    /** This instance's memory. */
    LOCAL(true, "hit; detail=local"),
    /** Redis. */
    REMOTE(true, "hit; detail=remote"),
    /** A concurrent request for the same response. */
    JOINED(true, "fwd=miss; collapsed"),
    /** The database. */
    COMPUTED(false, "fwd=miss; stored"),
    /** Memory or Redis; whether it is still current could not be checked. */
    STALE(true, "hit; detail=stale");

    private final boolean hit;
    private final String status;

    CacheStatus(boolean hit, String status) {
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
