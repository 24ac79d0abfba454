package org.seiplatform.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a transaction has to derive again of one sequence. */
final class Worklist {

    /** More single places than this are not kept: everything from the first of them on is derived then. */
    private static final int LIMIT = 100_000;

    private final TreeSet<Place> reaching = new TreeSet<>();
    private final TreeSet<Place> refreshed = new TreeSet<>();
    private final Set<String> orphans = new HashSet<>();
    private final Set<String> judgedShas = new HashSet<>();
    private @Nullable Place orphanedAfter;
    private boolean judged;
    private @Nullable Place everythingFrom;
    private @Nullable Place earliest;

    /** A deployment that may bring other commits than before. */
    void reach(Place place) {
        reaching.add(place);
        mark(place);
        if (reaching.size() > LIMIT) {
            everythingFrom(reaching.first());
            reaching.clear();
        }
    }

    /** A deployment that brings the same commits, of which something else is known. */
    void refresh(Place place) {
        refreshed.add(place);
    }

    /** All deployments from a place on. */
    void everythingFrom(Place place) {
        if (everythingFrom == null || place.isBefore(everythingFrom)) {
            everythingFrom = place;
        }
        mark(place);
    }

    /** Commits that somebody else has to bring, because the deployment at a place is gone. */
    void orphan(Place place, Collection<String> shas) {
        orphans.addAll(shas);
        if (orphanedAfter == null || place.isBefore(orphanedAfter)) {
            orphanedAfter = place;
        }
        mark(place);
    }

    /**
     * Later deployments may be of another kind, or remediate another deployment, than before: those of these commits, and those that
     * the graph decides.
     */
    void judgeLater(Collection<String> shas) {
        judged = true;
        judgedShas.addAll(shas);
    }

    private void mark(Place place) {
        if (earliest == null || place.isBefore(earliest)) {
            earliest = place;
        }
    }

    /** Drops what finished before a time. */
    void notBefore(Instant floor) {
        reaching.removeIf(place -> place.finishedAt().isBefore(floor));
        refreshed.removeIf(place -> place.finishedAt().isBefore(floor));
        Place beginning = new Place(floor, "");
        if (everythingFrom != null && everythingFrom.isBefore(beginning)) {
            everythingFrom = beginning;
        }
        if (earliest != null && earliest.isBefore(beginning)) {
            earliest = beginning;
        }
    }

    TreeSet<Place> reaching() {
        return reaching;
    }

    TreeSet<Place> refreshed() {
        return refreshed;
    }

    Set<String> orphans() {
        return orphans;
    }

    /** The first place from which orphans have gone; null if there are none. */
    @Nullable
    Place orphanedAfter() {
        return orphanedAfter;
    }

    Set<String> judgedShas() {
        return judgedShas;
    }

    @Nullable
    Place everythingFrom() {
        return everythingFrom;
    }

    /** After which place later deployments have to be judged again; null if none have. */
    @Nullable
    Place judgedAfter() {
        return judged ? earliest : null;
    }
}
