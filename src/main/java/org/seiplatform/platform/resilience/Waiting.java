package org.seiplatform.platform.resilience;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what others do, such as to compute the answer that is wanted here, too. A request that does leaves its place to those who
 * can go on: else all places would be taken by requests that wait for a database which has gone, and nobody would be answered from
 * what is kept.
 */
public final class Waiting {

    private static final ThreadLocal<@Nullable Place> HELD = new ThreadLocal<>();

    private Waiting() {}

    /** What a request has while it is worked on. */
    public interface Place {

        /** Gives it to others. */
        void leaveForAWhile();

        /** Takes it again, however long that takes. */
        void enterAgain();
    }

    /** Says that this thread works on a request which has this place; null when it does no longer. */
    public static void hold(@Nullable Place place) {
        if (place == null) {
            HELD.remove();
        } else {
            HELD.set(place);
        }
    }

    /** The result of somebody else's work, waited for as by {@link Future#get(long, TimeUnit)}. */
    public static <T> T on(Future<T> result, Duration timeOut)
            throws InterruptedException, ExecutionException, TimeoutException {
        Place place = result.isDone() ? null : leave();
        try {
            return result.get(timeOut.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            takeAgain(place);
        }
    }

    /** Waits before somebody else's work is looked at again. */
    public static void sleep(Duration time) throws InterruptedException {
        Place place = leave();
        try {
            Thread.sleep(time);
        } finally {
            takeAgain(place);
        }
    }

    private static @Nullable Place leave() {
        Place place = HELD.get();
        if (place != null) {
            place.leaveForAWhile();
        }
        return place;
    }

    private static void takeAgain(@Nullable Place place) {
        if (place != null) {
            place.enterAgain();
        }
    }
}
