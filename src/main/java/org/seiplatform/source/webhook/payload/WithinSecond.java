package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Providers tell the time of a change by the second. Of several changes of one second, this says by fractions of it which came later,
 * as far as what happened tells that.
 */
public final class WithinSecond {

    private WithinSecond() {}

    /** Nothing comes after a merge; what is closed and opened again in one second, mostly by a program, is open. */
    public static Instant ofPullRequest(Instant updatedAt, boolean merged, boolean reopened) {
        return later(updatedAt, merged ? 2 : reopened ? 1 : 0);
    }

    /** What a change means to whether an issue is an incident; the later one holds, if both are of one second. */
    public enum Membership {
        AS_IT_WAS,
        /** Another severity, which is later than the loss of the one before. */
        GRADED,
        WITHDRAWN,
        /** An incident label was put on, mostly in place of another one. */
        DECLARED
    }

    /** An issue is open before it is closed, and is opened again after that, if at all. */
    public static Instant ofIncident(Instant updatedAt, Membership membership, boolean closed, boolean reopened) {
        int memberships = Membership.values().length;
        return later(updatedAt, reopened ? 2 * memberships : membership.ordinal() + (closed ? memberships : 0));
    }

    private static Instant later(Instant time, int steps) {
        return time.plus(steps, ChronoUnit.MICROS);
    }
}
