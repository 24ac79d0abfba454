package org.seiplatform.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.DeploymentSequenceQueries.Previous;
import org.springframework.stereotype.Component;

/**
 * Works off what has to be derived again of one sequence, in order, and no more than that: a deployment that brings more than before
 * takes it from later ones, which follow; what nobody brings any more goes to the first of those that may, which follow, too.
 */
@Component
class SequenceDerivation {

    private static final int FIRST_RUN = 8;
    private static final int LONGEST_RUN = 500;
    private static final int MOST_LOOKED_UP = 5_000;

    private final TouchedDeploymentQueries touched;
    private final DeploymentSequenceQueries sequences;
    private final ReachedCommitStore commits;
    private final DeliveryRefresh deliveries;

    SequenceDerivation(
            TouchedDeploymentQueries touched,
            DeploymentSequenceQueries sequences,
            ReachedCommitStore commits,
            DeliveryRefresh deliveries) {
        this.touched = touched;
        this.sequences = sequences;
        this.commits = commits;
        this.deliveries = deliveries;
    }

    void derive(Sequence sequence, Worklist work) {
        Progress progress = new Progress(sequence, work);
        for (List<DeployedCommit> run = progress.nextRun(); !run.isEmpty(); run = progress.nextRun()) {
            progress.derive(run);
        }
        progress.judgeLater();
        progress.refresh(work.refreshed());
    }

    private final class Progress {

        private final Sequence sequence;
        private final Worklist work;
        private final TreeSet<Place> ahead;
        private final Set<Place> derived = new HashSet<>();
        private int limit = FIRST_RUN;
        private @Nullable Place last;

        private Progress(Sequence sequence, Worklist work) {
            this.sequence = sequence;
            this.work = work;
            this.ahead = work.reaching();
            if (work.everythingFrom() != null) {
                ahead.add(work.everythingFrom());
                limit = LONGEST_RUN;
            }
            if (work.orphanedAfter() != null) {
                findAdopters(work.orphans(), work.orphanedAfter());
            }
        }

        /** Lets those deployments follow that may bring what nobody brings now; of many commits, all that come after. */
        private void findAdopters(Collection<String> shas, Place after) {
            if (shas.size() > MOST_LOOKED_UP) {
                work.everythingFrom(after);
                ahead.add(after);
                return;
            }
            touched.adopters(sequence, shas, after).forEach(adopter -> {
                Place place = adopter.at().place().isBefore(after)
                        ? after
                        : adopter.at().place();
                ahead.add(place);
                if (adopter.andAllAfter()) {
                    work.everythingFrom(place);
                }
            });
        }

        /** Successive deployments; none when all is done. */
        private List<DeployedCommit> nextRun() {
            if (last != null && takesAllFrom(last)) {
                limit = Math.min(4 * limit, LONGEST_RUN);
                return sequences.after(sequence, last, limit);
            }
            while (!ahead.isEmpty()) {
                Place next = ahead.first();
                boolean all = takesAllFrom(next);
                List<DeployedCommit> run =
                        sequences.from(sequence, next, all ? limit : Math.min(ahead.size(), LONGEST_RUN));
                List<DeployedCommit> taken = all ? run : prefix(run, deployed -> ahead.contains(deployed.place()));
                if (!taken.isEmpty()) {
                    return taken;
                }
                ahead.remove(next);
            }
            return List.of();
        }

        private boolean takesAllFrom(Place place) {
            Place everythingFrom = work.everythingFrom();
            return everythingFrom != null && !place.isBefore(everythingFrom);
        }

        private void derive(List<DeployedCommit> deployments) {
            DeployedCommit first = deployments.getFirst();
            Previous previous = sequences.before(sequence, first.place());
            boolean bringsAll = !previous.exists() && first.listed() == null && commits.isUntouched(sequence);
            List<DeployedCommit> run = bringsAll ? List.of(first) : deployments;
            Map<String, TimeSpan> spans = bringsAll ? bringAll(first) : bring(run, previous);
            deliveries.refresh(sequence, externalIds(run), spans);
            last = run.getLast().place();
            ahead.headSet(last, true).clear();
            run.forEach(deployed -> derived.add(deployed.place()));
        }

        private Map<String, TimeSpan> bringAll(DeployedCommit first) {
            boolean parentsUnstated = commits.bringAll(sequence, first);
            if (!parentsUnstated || first.committedAt() == null) {
                return Map.of();
            }
            commits.bringAllCommitted(sequence, first.place(), first.committedAt());
            return Map.of(first.place().externalId(), new TimeSpan(null, first.committedAt()));
        }

        private Map<String, TimeSpan> bring(List<DeployedCommit> run, Previous beforeRun) {
            ReachedGraph graph = graph(run);
            Map<String, TimeSpan> spans = new HashMap<>();
            Previous previous = beforeRun;
            for (DeployedCommit deployed : run) {
                boolean parentsUnstated = graph.walk(deployed);
                if (deployed.listed() != null) {
                    graph.take(deployed, deployed.listed());
                } else if (parentsUnstated && deployed.committedAt() != null) {
                    TimeSpan span = new TimeSpan(previous.committedAt(), deployed.committedAt());
                    List<KnownCommit> committed = commits.committed(sequence, span);
                    graph.add(committed);
                    graph.take(
                            deployed, committed.stream().map(KnownCommit::sha).toList());
                    spans.put(deployed.place().externalId(), span);
                }
                previous = new Previous(true, deployed.committedAt());
            }
            ReachedGraph.Changes changes = graph.changes();
            commits.write(sequence, changes);
            ahead.addAll(changes.losers());
            if (!changes.gone().isEmpty()) {
                findAdopters(changes.gone(), run.getLast().place());
            }
            return spans;
        }

        private ReachedGraph graph(List<DeployedCommit> run) {
            Place first = run.getFirst().place();
            ReachedGraph graph = new ReachedGraph(first);
            graph.add(commits.walk(
                    sequence, run.stream().map(DeployedCommit::sha).distinct().toList(), first));
            List<String> listed = run.stream()
                    .flatMap(deployed -> deployed.listedShas().stream())
                    .distinct()
                    .toList();
            if (!listed.isEmpty()) {
                graph.add(commits.find(sequence, listed));
            }
            graph.add(commits.broughtBy(sequence, externalIds(run)));
            return graph;
        }

        private void judgeLater() {
            Place after = work.judgedAfter();
            if (after != null) {
                Place until = last == null || last.isBefore(after) ? after : last;
                refresh(sequences.dependent(sequence, work.judgedShas(), after, until.finishedAt()));
            }
        }

        private void refresh(Collection<Place> places) {
            List<String> ids = places.stream()
                    .filter(place -> !derived.contains(place))
                    .map(Place::externalId)
                    .toList();
            for (int start = 0; start < ids.size(); start += LONGEST_RUN) {
                deliveries.refresh(sequence, ids.subList(start, Math.min(start + LONGEST_RUN, ids.size())));
            }
        }
    }

    private static List<String> externalIds(List<DeployedCommit> run) {
        return run.stream().map(deployed -> deployed.place().externalId()).toList();
    }

    private static <T> List<T> prefix(List<T> list, Predicate<T> condition) {
        return list.stream().takeWhile(condition).toList();
    }
}
