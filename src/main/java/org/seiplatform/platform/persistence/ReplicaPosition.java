package org.seiplatform.platform.persistence;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which moment of the primary a replica has reached, by this instance's clock: the latest moment at which the primary was seen at
 * a place of its log that the replica has replayed. All that was committed before that moment is on the replica. Neither clocks of
 * servers nor times in the log take part, so an idle primary looks like no lag.
 */
final class ReplicaPosition {

    private static final long PAGE = 8192;
    private static final long SHORT_HEADER = 24;
    private static final long LONG_HEADER = 40;
    /** Of a replica that never catches up, not all that it lacks need be remembered. */
    private static final int MOST_SEEN = 10_000;

    private final Deque<Seen> ahead = new ArrayDeque<>();
    private long reached;
    private boolean reachable;

    private record Seen(long position, long moment) {}

    /**
     * The primary was seen.
     *
     * @param position of the next record in its log
     * @param moment of {@link System#nanoTime()} before it was asked
     */
    synchronized void primaryWasAt(long position, long moment) {
        long end = withoutHeader(position);
        // Another primary, which does not have all that the former one had.
        if (!ahead.isEmpty() && ahead.getLast().position() > end) {
            ahead.clear();
            reachable = false;
        }
        ahead.addLast(new Seen(end, moment));
        if (ahead.size() > MOST_SEEN) {
            ahead.removeFirst();
        }
    }

    /** The replica has replayed the log up to here. */
    synchronized void replicaIsAt(long position) {
        while (!ahead.isEmpty() && ahead.getFirst().position() <= position) {
            reached = ahead.removeFirst().moment();
            reachable = true;
        }
    }

    /** Nothing is known of the replica any more. */
    synchronized void lost() {
        ahead.clear();
        reachable = false;
    }

    /** Whether the replica has all that was committed before a moment of {@link System#nanoTime()}. */
    synchronized boolean has(long moment) {
        return reachable && reached - moment >= 0;
    }

    /** A record never begins with a page's header: before the first record of a page, the place is where the last one ended. */
    private static long withoutHeader(long position) {
        long offset = Long.remainderUnsigned(position, PAGE);
        return offset == SHORT_HEADER || offset == LONG_HEADER ? position - offset : position;
    }
}
