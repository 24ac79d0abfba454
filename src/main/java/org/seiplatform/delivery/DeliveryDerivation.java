package org.seiplatform.delivery;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.ChangedFactQueries.ChangedDeployment;
import org.seiplatform.delivery.ChangedFactQueries.Deployed;
import org.seiplatform.delivery.ChangedFactQueries.Neighbours;
import org.seiplatform.fact.Derivation;
import org.springframework.stereotype.Service;

/**
 * Keeps deliveries, reached commits and delivered changes equal to what follows from the facts, within the transaction that
 * changes the facts.
 *
 * <p>A writer holds the repository's ingest lock, reports each change, and at the end derives once, in proportion to what the
 * changes can have touched, not to the length of the history (docs/decisions/0035). What follows from facts that retention may have
 * deleted is not derived again (docs/decisions/0008). Definitions: metrics.md, "Deployments and delivered commits".
 */
@Service
class DeliveryDerivation implements Derivation {

    private final ChangedFactQueries changed;
    private final TouchedDeploymentQueries touched;
    private final DeploymentSequenceQueries sequences;
    private final ReachedCommitStore reached;
    private final SequenceDerivation derivation;

    DeliveryDerivation(
            ChangedFactQueries changed,
            TouchedDeploymentQueries touched,
            DeploymentSequenceQueries sequences,
            ReachedCommitStore reached,
            SequenceDerivation derivation) {
        this.changed = changed;
        this.touched = touched;
        this.sequences = sequences;
        this.reached = reached;
        this.derivation = derivation;
    }

    @Override
    public Changes begin(UUID organizationId) {
        return new ChangedFacts(organizationId);
    }

    /** Derives everything about a repository again: its default branch may have changed, or a pattern that decides a kind. */
    void deriveRepository(UUID organizationId, UUID repositoryId) {
        ChangedFacts everything = new ChangedFacts(organizationId);
        sequences
                .beginnings(repositoryId)
                .forEach(beginning -> everything
                        .work(everything.sequence(repositoryId, beginning.environmentId()))
                        .everythingFrom(beginning.place()));
        everything.derive();
    }

    private final class ChangedFacts implements Changes {

        private final UUID organizationId;
        private final Map<Sequence, Worklist> works = new LinkedHashMap<>();
        private final Map<UUID, Instant> floors = new HashMap<>();

        private ChangedFacts(UUID organizationId) {
            this.organizationId = organizationId;
        }

        @Override
        public void commitsChanged(Map<UUID, List<ChangedCommit>> commits) {
            touched.byCommits(commits).forEach(one -> {
                Worklist work = work(sequence(one.repositoryId(), one.at().environmentId()));
                work.reach(one.at().place());
                work.judgeLater(List.of());
                if (one.andAllAfter()) {
                    work.everythingFrom(one.at().place());
                }
            });
        }

        @Override
        public void pullRequestsChanged(UUID repositoryId, Collection<String> mergeCommitShas) {
            if (!mergeCommitShas.isEmpty()) {
                changed.thatBrought(repositoryId, mergeCommitShas)
                        .forEach(touched -> work(sequence(repositoryId, touched.environmentId()))
                                .refresh(touched.place()));
            }
        }

        @Override
        public void deploymentsChanged(UUID repositoryId, Collection<String> externalIds) {
            Instant floor = floors.computeIfAbsent(repositoryId, sequences::floor);
            List<ChangedDeployment> deployments = changed.deployments(repositoryId, externalIds).stream()
                    .filter(deployment -> !deployment.wasBefore(floor))
                    .toList();
            forget(repositoryId, deployments);
            Map<Sequence, List<Deployed>> left = bySequence(repositoryId, deployments, ChangedDeployment::left);
            Map<Sequence, List<Deployed>> taken = bySequence(repositoryId, deployments, ChangedDeployment::now);
            taken.forEach((sequence, deployed) ->
                    deployed.forEach(one -> work(sequence).reach(one.place())));
            left.forEach(this::disturb);
            taken.forEach(this::disturb);
        }

        /** Takes away what was derived of deployments that have left their places. */
        private void forget(UUID repositoryId, List<ChangedDeployment> deployments) {
            List<Deployed> gone = deployments.stream()
                    .flatMap(deployment -> Stream.ofNullable(deployment.left()))
                    .toList();
            if (!gone.isEmpty()) {
                Map<Integer, Set<String>> orphans = reached.forget(
                        repositoryId,
                        gone.stream()
                                .map(deployed -> deployed.place().externalId())
                                .toList());
                gone.forEach(deployed -> work(sequence(repositoryId, deployed.environmentId()))
                        .orphan(deployed.place(), orphans.getOrDefault(deployed.environmentId(), Set.of())));
            }
        }

        /** What comes after a place that is taken or left follows another deployment now. */
        private void disturb(Sequence sequence, List<Deployed> deployments) {
            Worklist work = work(sequence);
            List<Place> places = deployments.stream().map(Deployed::place).toList();
            List<String> shas = deployments.stream().map(Deployed::commitSha).toList();
            for (Neighbours beside : changed.neighbours(sequence, places)) {
                if (beside.next() != null) {
                    work.reach(beside.next());
                    work.judgeLater(shas);
                    if (beside.previousSha() != null) {
                        work.judgeLater(List.of(beside.previousSha()));
                    }
                }
            }
        }

        private Map<Sequence, List<Deployed>> bySequence(
                UUID repositoryId,
                List<ChangedDeployment> deployments,
                Function<ChangedDeployment, @Nullable Deployed> state) {
            return deployments.stream()
                    .flatMap(deployment -> Stream.ofNullable(state.apply(deployment)))
                    .collect(groupingBy(deployed -> sequence(repositoryId, deployed.environmentId())));
        }

        private Worklist work(Sequence sequence) {
            return works.computeIfAbsent(sequence, added -> new Worklist());
        }

        private Sequence sequence(UUID repositoryId, int environmentId) {
            return new Sequence(organizationId, repositoryId, environmentId);
        }

        @Override
        public void derive() {
            works.forEach((sequence, work) -> {
                work.notBefore(floors.computeIfAbsent(sequence.repositoryId(), sequences::floor));
                derivation.derive(sequence, work);
            });
            works.clear();
        }
    }
}
