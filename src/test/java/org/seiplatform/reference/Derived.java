package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What follows from a history before anybody asks for a scope or a period. */
final class Derived {

    private final History history;
    private final List<Delivery> deliveries;
    private final List<IncidentLink> links;
    private final List<DeploymentUnit> units;
    private final List<LeadTime> leadTimes;
    private final Failures failures;
    private final People people;

    Derived(History history) {
        this.history = history;
        this.deliveries = Deliveries.of(history);
        this.links = IncidentLinks.of(history);
        this.units = DeploymentUnit.of(history.deployments());
        this.leadTimes = leadTimes(history, deliveries);
        this.failures = new Failures(deliveries, links);
        this.people = new People(history);
    }

    History history() {
        return history;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<IncidentLink> links() {
        return links;
    }

    List<DeploymentUnit> units() {
        return units;
    }

    List<LeadTime> leadTimes() {
        return leadTimes;
    }

    People people() {
        return people;
    }

    /** The delivery of each successful member. */
    List<Delivery> deliveries(DeploymentUnit unit) {
        return deliveries.stream()
                .filter(delivery -> unit.members().contains(delivery.deployment()))
                .toList();
    }

    Optional<Failure> failure(Delivery delivery) {
        return failures.of(delivery);
    }

    /** The failures of a unit's members. */
    List<Failure> failures(DeploymentUnit unit) {
        return deliveries(unit).stream()
                .flatMap(delivery -> failures.of(delivery).stream())
                .toList();
    }

    /** When the last failed member recovered; empty while one has not, or if none failed. */
    Optional<Instant> recoveredAt(DeploymentUnit unit) {
        List<Failure> failed = failures(unit);
        boolean open = failed.stream().anyMatch(failure -> failure.recoveredAt() == null);
        return open
                ? Optional.empty()
                : failed.stream()
                        .map(failure -> Objects.requireNonNull(failure.recoveredAt()))
                        .max(Instant::compareTo);
    }

    /** Metric 2's rows: known commits that are no merges, delivered by deployments that are no baseline. */
    private static List<LeadTime> leadTimes(History history, List<Delivery> deliveries) {
        List<LeadTime> leadTimes = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            for (CommitFact commit : history.commits()) {
                if (!delivery.baseline()
                        && !commit.merge()
                        && commit.repositoryId().equals(delivery.deployment().repositoryId())
                        && delivery.delivered().contains(commit.sha())) {
                    leadTimes.add(new LeadTime(delivery, commit, start(history, commit)));
                }
            }
        }
        return leadTimes;
    }

    private static Instant start(History history, CommitFact commit) {
        return history.pullRequests().stream()
                .filter(PullRequestFact::merged)
                .filter(pull -> pull.repositoryId().equals(commit.repositoryId()))
                .filter(pull -> commit.sha().equals(pull.mergeCommitSha()))
                .flatMap(pull -> pull.firstCommitAuthoredAt().stream())
                .min(Instant::compareTo)
                .orElse(commit.authoredAt());
    }
}
