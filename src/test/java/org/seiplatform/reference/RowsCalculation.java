package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.People.Person;

/** Drill-down: the rows behind the figures, in no particular order, and the figures that are shown above them. */
final class RowsCalculation {

    private final Derived derived;
    private final MetricQuestion question;
    private final MetricPeriod period;
    private final DoraFigures dora;

    RowsCalculation(Derived derived, MetricQuestion question, MetricPeriod period) {
        this.derived = derived;
        this.question = question;
        this.period = period;
        this.dora = new DoraFigures(derived, question, period);
    }

    /** Attempts that finished in the period, groups once each. */
    List<Map<String, @Nullable Object>> deployments() {
        return dora.units("success", "failure", "cancelled").stream()
                .map(this::deployment)
                .toList();
    }

    private Map<String, @Nullable Object> deployment(DeploymentUnit unit) {
        Instant finishedAt = Objects.requireNonNull(unit.finishedAt());
        boolean success = unit.status().equals("success");
        boolean failed = success && !derived.failures(unit).isEmpty();
        Instant recoveredAt = failed ? derived.recoveredAt(unit).orElse(null) : null;
        return ExpectedAnswer.fields(
                "finished_at",
                finishedAt,
                "environment",
                unit.members().getFirst().environmentKey(),
                "deployment_group",
                unit.members().getFirst().groupKey(),
                "success",
                success,
                "failed",
                failed,
                "change_failure",
                failed || dora.countsAsFailure(unit),
                "rework",
                success && derived.deliveries(unit).stream().anyMatch(Delivery::repair),
                "recovered_at",
                recoveredAt,
                "recovery_seconds",
                recoveredAt == null ? null : Durations.secondsBetween(finishedAt, recoveredAt),
                "deployments",
                unit.members().stream()
                        .sorted(Comparator.comparing((DeploymentFact member) ->
                                        member.repositoryId().toString())
                                .thenComparing(DeploymentFact::externalId))
                        .map(this::member)
                        .toList());
    }

    private Map<String, @Nullable Object> member(DeploymentFact deployment) {
        Optional<Delivery> delivery = derived.deliveries().stream()
                .filter(candidate -> candidate.deployment().equals(deployment))
                .findFirst();
        return ExpectedAnswer.fields(
                "repository_id",
                deployment.repositoryId(),
                "external_id",
                deployment.externalId(),
                "commit_sha",
                deployment.commitSha(),
                "ref",
                deployment.ref(),
                "status",
                deployment.status(),
                "started_at",
                deployment.startedAt(),
                "finished_at",
                deployment.finishedAt(),
                "kind",
                delivery.map(Delivery::kind).orElse(null),
                "baseline",
                delivery.map(Delivery::baseline).orElse(null),
                "delivered_commits",
                delivery.map(found -> found.delivered().size()).orElse(null),
                "failed",
                delivery.flatMap(derived::failure).isPresent(),
                "stated_failed",
                deployment.failed(),
                "remediated_by",
                delivery.flatMap(this::remediatedBy).orElse(null),
                "incidents",
                derived.links().stream()
                        .filter(link -> link.deployment().equals(deployment.key()))
                        .map(link -> link.incident().externalId())
                        .sorted(Deliveries.C_COLLATION)
                        .toList());
    }

    private Optional<String> remediatedBy(Delivery delivery) {
        return derived.deliveries().stream()
                .filter(later -> Failures.remediates(later, delivery))
                .map(Delivery::deployment)
                .min(Deliveries.ORDER)
                .map(DeploymentFact::externalId);
    }

    /** The changes behind change lead time. */
    List<Map<String, @Nullable Object>> changes(Function<Person, UUID> ids) {
        return dora.leadTimes().stream().map(change -> change(change, ids)).toList();
    }

    private Map<String, @Nullable Object> change(LeadTime change, Function<Person, UUID> ids) {
        CommitFact commit = change.commit();
        return ExpectedAnswer.fields(
                "repository_id",
                commit.repositoryId(),
                "sha",
                commit.sha(),
                "developer_id",
                derived.people()
                        .find(commit.repositoryId(), commit.author())
                        .map(ids)
                        .orElse(null),
                "started_at",
                change.start(),
                "committed_at",
                commit.committedAt(),
                "delivered_at",
                change.delivery().finishedAt(),
                "environment",
                change.delivery().deployment().environmentKey(),
                "deployment",
                change.delivery().deployment().externalId(),
                "pull_request",
                pullRequest(commit),
                "lead_time_seconds",
                change.seconds(),
                "clock_skew",
                change.negative());
    }

    /** The merged pull request whose result the commit is; of several, the one with the smallest number. */
    private @Nullable Long pullRequest(CommitFact commit) {
        return derived.history().pullRequests().stream()
                .filter(PullRequestFact::merged)
                .filter(pull -> pull.repositoryId().equals(commit.repositoryId()))
                .filter(pull -> commit.sha().equals(pull.mergeCommitSha()))
                .map(PullRequestFact::number)
                .min(Long::compareTo)
                .orElse(null);
    }

    /** Incidents opened in the period, or resolved in it. */
    List<Map<String, @Nullable Object>> incidents(boolean resolved) {
        IncidentFigures figures = new IncidentFigures(derived, question, period);
        return (resolved ? figures.resolved() : figures.opened())
                .stream().map(this::incident).toList();
    }

    private Map<String, @Nullable Object> incident(IncidentFact incident) {
        return ExpectedAnswer.fields(
                "external_id",
                incident.externalId(),
                "repository_id",
                incident.repositoryId(),
                "team_id",
                incident.teamId(),
                "severity",
                incident.severity(),
                "opened_at",
                incident.openedAt(),
                "resolved_at",
                incident.resolvedAt(),
                "time_to_restore_seconds",
                incident.resolvedAt() == null
                        ? null
                        : Durations.seconds(Duration.between(incident.openedAt(), incident.resolvedAt())),
                "cause",
                incident.cause(),
                "deployments",
                links(incident));
    }

    /** The deployments that an incident is laid to, also those that its sender named and that were never received. */
    private List<Map<String, @Nullable Object>> links(IncidentFact incident) {
        List<Map<String, @Nullable Object>> links = new ArrayList<>();
        if (!incident.external()) {
            new LinkedHashSet<>(incident.causedBy()).forEach(named -> links.add(link(named, "explicit")));
        }
        derived.links().stream()
                .filter(link ->
                        link.incident().equals(incident) && link.linkedBy().equals("rule"))
                .forEach(link -> links.add(link(link.deployment(), "rule")));
        links.sort(
                Comparator.comparing((Map<String, @Nullable Object> link) -> String.valueOf(link.get("repository_id")))
                        .thenComparing(link -> String.valueOf(link.get("external_id"))));
        return links;
    }

    private Map<String, @Nullable Object> link(DeploymentFact.Key deployment, String linkedBy) {
        return ExpectedAnswer.fields(
                "repository_id",
                deployment.repositoryId(),
                "external_id",
                deployment.externalId(),
                "linked_by",
                linkedBy,
                "finished_at",
                derived.deliveries().stream()
                        .filter(delivery -> delivery.key().equals(deployment))
                        .map(Delivery::finishedAt)
                        .findFirst()
                        .orElse(null));
    }
}
