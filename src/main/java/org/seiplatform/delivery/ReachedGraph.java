package org.seiplatform.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of a commit graph that a run of successive deployments may bring to their environment, in memory. What had arrived before
 * the run stays; everything else arrives with the first deployment of the run that reaches it, if any does.
 */
final class ReachedGraph {

    private final Place first;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Set<String> run = new HashSet<>();

    /** @param first where the run begins */
    ReachedGraph(Place first) {
        this.first = first;
    }

    /** Adds commits; what is known of one already stays. */
    void add(Collection<KnownCommit> commits) {
        commits.forEach(commit -> nodes.putIfAbsent(commit.sha(), new Node(commit, first)));
    }

    /**
     * Lets a deployment bring its commit with all ancestors. A commit that is not in the graph had arrived with its ancestors before.
     *
     * @return whether a commit whose parents nobody has stated arrives by this
     */
    boolean walk(DeployedCommit deployed) {
        run.add(deployed.place().externalId());
        boolean parentsUnstated = deployed.parentsUnstated();
        Deque<String> ahead = new ArrayDeque<>(List.of(deployed.sha()));
        while (!ahead.isEmpty()) {
            Node node = nodes.get(ahead.pop());
            if (node == null || node.walked) {
                continue;
            }
            node.walked = true;
            if (!node.isThere()) {
                node.now = new Arrival(deployed.place(), deployed.delivers(node.commit.sha()), true);
                parentsUnstated |= node.commit.received() && node.commit.parents() == null;
            }
            if (node.commit.parents() != null) {
                node.commit.parents().forEach(ahead::push);
            }
        }
        return parentsUnstated;
    }

    /** Lets a deployment bring these commits, whatever is known of their ancestors. */
    void take(DeployedCommit deployed, Collection<String> shas) {
        for (String sha : shas) {
            Node node = nodes.get(sha);
            if (node != null && !node.isThere()) {
                node.now = new Arrival(deployed.place(), true, false);
            }
        }
    }

    /** What the run has changed. */
    Changes changes() {
        Map<String, Arrival> arrived = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        TreeSet<Place> losers = new TreeSet<>();
        nodes.forEach((sha, node) -> {
            Arrival before = node.isFixed ? null : node.commit.arrival();
            boolean inRun = before != null && run.contains(before.place().externalId());
            if (node.now == null && inRun) {
                gone.add(sha);
            } else if (node.now != null && !node.now.equals(before)) {
                arrived.put(sha, node.now);
                if (before != null && !inRun) {
                    losers.add(before.place());
                }
            }
        });
        return new Changes(arrived, gone, losers);
    }

    /**
     * @param arrived commits that arrive now with a deployment of the run, and did not before
     * @param gone commits that no deployment of the run reaches any more
     * @param losers deployments after the run that had brought some of what arrives with it now
     */
    record Changes(Map<String, Arrival> arrived, List<String> gone, Set<Place> losers) {

        boolean isEmpty() {
            return arrived.isEmpty() && gone.isEmpty();
        }
    }

    private static final class Node {

        private final KnownCommit commit;
        private final boolean isFixed;
        private boolean walked;
        private @Nullable Arrival now;

        private Node(KnownCommit commit, Place first) {
            this.commit = commit;
            this.isFixed = commit.arrival() != null && commit.arrival().place().isBefore(first);
            this.walked = isFixed && Objects.requireNonNull(commit.arrival()).walked();
        }

        private boolean isThere() {
            return isFixed || now != null;
        }
    }
}
