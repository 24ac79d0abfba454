package org.seiplatform.reference;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How unevenly a load lies on people: 0 where all carry the same, towards 1 where one carries everything.
 *
 * <p>{@code G = (sum over all ordered pairs of |x - y|) / (2 n² mean)}, over the n people who carry at least one; null where
 * nobody does.
 */
final class Gini {

    private Gini() {}

    static @Nullable Double of(Collection<Long> loads) {
        if (loads.isEmpty()) {
            return null;
        }
        double differences = 0;
        double total = 0;
        for (long load : loads) {
            total += load;
            for (long other : loads) {
                differences += Math.abs(load - other);
            }
        }
        return differences / (2 * loads.size() * total);
    }
}
