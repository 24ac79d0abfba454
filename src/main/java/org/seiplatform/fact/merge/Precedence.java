package org.seiplatform.fact.merge;

import java.time.Instant;
import java.util.Comparator;

/**
 * What decides between two states of one fact: the later one wins; at the same time the one that is further on; then the greater
 * fingerprint.
 *
 * @param progress 0 for something under way, 1 for an end, 2 for the end that is final: merged, success, resolved
 */
public record Precedence(Instant updatedAt, int progress, Fingerprint fingerprint) implements Comparable<Precedence> {

    private static final Comparator<Precedence> ORDER = Comparator.comparing(Precedence::updatedAt)
            .thenComparingInt(Precedence::progress)
            .thenComparing(Precedence::fingerprint);

    /** Whether the other one wins; equals yield, because they say the same. */
    public boolean yieldsTo(Precedence other) {
        return compareTo(other) <= 0;
    }

    /** Whether it holds against a statement of another kind, whose content says nothing against it. */
    public boolean isLaterThan(Precedence other) {
        int order = updatedAt.compareTo(other.updatedAt);
        return order == 0 ? progress > other.progress : order > 0;
    }

    @Override
    public int compareTo(Precedence other) {
        return ORDER.compare(this, other);
    }
}
