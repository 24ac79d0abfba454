package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * "Data quality".
 *
 * <p>Choices: commits of a deployment are known where they are listed or the deployed commit was received; deployments count
 * by themselves here, not by group; a deployment's progress begins at started_at, else at updated_at; a fact happened at the
 * latest of its own instants: committed_at, opened_at, ready_for_review_at, merged_at, closed_at, submitted_at,
 * started_at, finished_at, resolved_at; an incident belongs to the repository that it names.
 */
final class DataQualityFigures {

    private final Derived derived;
    private final MetricQuestion question;
    private final MetricPeriod period;
    private final Set<UUID> repositories;

    DataQualityFigures(Derived derived, MetricQuestion question, MetricPeriod period) {
        this.derived = derived;
        this.question = question;
        this.period = period;
        this.repositories = derived.history().repositoriesOf(question.scope());
    }

    /** @param now against which progress is measured */
    DataQualityAnswer answer(Instant now) {
        IncidentFigures incidents = new IncidentFigures(derived, question, period);
        DoraFigures dora = new DoraFigures(derived, question, period);
        return new DataQualityAnswer(
                deploymentsWithKnownCommits(),
                incidents.shareLinkedByRule(),
                new ActivityFigures(derived, question, period).withoutKnownPerson(),
                new DataQualityAnswer.NegativeDurations(
                        (int) dora.leadTimes().stream()
                                .filter(LeadTime::negative)
                                .count(),
                        (int) dora.recoveries().stream()
                                .filter(Duration::isNegative)
                                .count(),
                        new PullRequestFigures(derived, question, period).negativeStages(),
                        incidents.negativeRestorations()),
                stuckDeployments(now),
                latestEvents());
    }

    private @Nullable Double deploymentsWithKnownCommits() {
        long known = successes().stream()
                .filter(deployment -> deployment.commits() != null || received(deployment))
                .count();
        return successes().isEmpty() ? null : known / (double) successes().size();
    }

    /** Successful deployments of the period. */
    List<DeploymentFact> successes() {
        return derived.deliveries().stream()
                .map(Delivery::deployment)
                .filter(this::inScope)
                .filter(deployment -> period.contains(deployment.finish()))
                .toList();
    }

    private boolean received(DeploymentFact deployment) {
        return derived.history().commits().stream()
                .map(CommitFact::key)
                .anyMatch(new CommitFact.Key(deployment.repositoryId(), deployment.commitSha())::equals);
    }

    private int stuckDeployments(Instant now) {
        Instant dayBefore = now.minus(Duration.ofHours(24));
        return (int) derived.history().deployments().stream()
                .filter(this::inScope)
                .filter(DeploymentFact::inProgress)
                .map(deployment -> deployment.startedAt() != null ? deployment.startedAt() : deployment.updatedAt())
                .filter(began -> began.isBefore(dayBefore))
                .count();
    }

    private boolean inScope(DeploymentFact deployment) {
        return repositories.contains(deployment.repositoryId())
                && question.covers(derived.history(), deployment.environment());
    }

    private Map<UUID, Instant> latestEvents() {
        Map<UUID, Instant> latest = new HashMap<>();
        for (UUID repository : repositories) {
            for (Instant instant : happenings(repository)) {
                if (instant != null) {
                    latest.merge(repository, instant, (a, b) -> a.isAfter(b) ? a : b);
                }
            }
        }
        return latest;
    }

    private List<@Nullable Instant> happenings(UUID repository) {
        List<@Nullable Instant> instants = new ArrayList<>();
        for (CommitFact commit : derived.history().commits()) {
            if (commit.repositoryId().equals(repository)) {
                instants.add(commit.committedAt());
            }
        }
        for (PullRequestFact pull : derived.history().pullRequests()) {
            if (pull.repositoryId().equals(repository)) {
                instants.add(pull.openedAt());
                instants.add(pull.readyForReviewAt());
                instants.add(pull.mergedAt());
                instants.add(pull.closedAt());
                pull.reviews().forEach(review -> instants.add(review.submittedAt()));
                pull.comments().forEach(comment -> instants.add(comment.submittedAt()));
            }
        }
        for (DeploymentFact deployment : derived.history().deployments()) {
            if (deployment.repositoryId().equals(repository)) {
                instants.add(deployment.startedAt());
                instants.add(deployment.finishedAt());
            }
        }
        for (IncidentFact incident : derived.history().incidents()) {
            if (repository.equals(incident.repositoryId())) {
                instants.add(incident.openedAt());
                instants.add(incident.resolvedAt());
            }
        }
        return instants;
    }
}
