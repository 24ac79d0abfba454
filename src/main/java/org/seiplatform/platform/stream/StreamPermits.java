package org.seiplatform.platform.stream;

import java.util.HashMap;
import java.util.Map;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/** Counts open streams, of each caller and of all. */
final class StreamPermits {

    private final StreamProperties properties;
    private final Map<String, Integer> open = new HashMap<>();
    private int total;

    StreamPermits(StreamProperties properties) {
        this.properties = properties;
    }

    /** @throws ProblemException if the caller, or all callers together, have as many as they may */
    synchronized void acquire(String caller) {
        if (open.getOrDefault(caller, 0) >= properties.perCaller()) {
            throw new ProblemException(
                    ProblemType.RATE_LIMITED,
                    "The caller has " + properties.perCaller() + " open event streams, as many as it may.");
        }
        if (total >= properties.maximum()) {
            throw new ProblemException(
                    ProblemType.OVERLOADED, "There are as many open event streams as can be served.");
        }
        open.merge(caller, 1, Integer::sum);
        total++;
    }

    synchronized void release(String caller) {
        open.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
        total--;
    }

    synchronized int total() {
        return total;
    }
}
