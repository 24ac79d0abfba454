package org.seiplatform.platform.resilience;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the work of another thread, such as the same computation under way there. A request that waits releases its concurrency
 * permit: otherwise requests that wait for a database outage to end would hold all of them, and nothing could be answered from the
 * cache.
 */
public final class Waiting {

    private static final ThreadLocal<@Nullable Permit> HELD = new ThreadLocal<>();

    private Waiting() {}

    /** Held by a request while it is worked on. */
    public interface Permit {

        /** Lets another request have it. */
        void release();

        /** Takes it again. */
        void reacquire();
    }

    /** Sets the permit of the request that this thread works on; null when it is over. */
    public static void hold(@Nullable Permit permit) {
        if (permit == null) {
            HELD.remove();
        } else {
            HELD.set(permit);
        }
    }

    /** Waits for a result as {@link Future#get(long, TimeUnit)}. */
    public static <T> T on(Future<T> result, Duration timeOut)
            throws InterruptedException, ExecutionException, TimeoutException {
        Permit permit = result.isDone() ? null : release();
        try {
            return result.get(timeOut.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            reacquire(permit);
        }
    }

    /** Waits for what the supplier gives, which others find. */
    public static <T> T during(Supplier<T> result) {
        Permit permit = release();
        try {
            return result.get();
        } finally {
            reacquire(permit);
        }
    }

    /** Waits before the other work is looked at again. */
    public static void sleep(Duration time) throws InterruptedException {
        Permit permit = release();
        try {
            Thread.sleep(time);
        } finally {
            reacquire(permit);
        }
    }

    private static @Nullable Permit release() {
        Permit permit = HELD.get();
        if (permit != null) {
            permit.release();
        }
        return permit;
    }

    private static void reacquire(@Nullable Permit permit) {
        if (permit != null) {
            permit.reacquire();
        }
    }
}
