package org.seiplatform.reference;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code time_to_restore} and the incidents of a scope.
 *
 * <p>Choices: an incident belongs to the repository that it names, else to the team that it names and to the repositories
 * which that owns now, and always to the organization; what it is linked with does not matter here. Incidents with an external
 * cause count.
 */
final class IncidentFigures {

    private final Derived derived;
    private final MetricQuestion question;
    private final MetricPeriod period;

    IncidentFigures(Derived derived, MetricQuestion question, MetricPeriod period) {
        this.derived = derived;
        this.question = question;
        this.period = period;
    }

    /** From opened to resolved of incidents resolved in the period; the headline is the median. */
    Percentiles timeToRestore() {
        return Percentiles.of(restorations().stream().map(Durations::seconds).toList());
    }

    int negativeRestorations() {
        return (int) restorations().stream().filter(Duration::isNegative).count();
    }

    /** Of {@link #linked()}, the share linked by rule; null if there are none. */
    @Nullable
    Double shareLinkedByRule() {
        long byRule = linked().stream()
                .filter(incident -> links(incident).stream()
                        .anyMatch(link -> link.linkedBy().equals("rule")))
                .count();
        return linked().isEmpty() ? null : byRule / (double) linked().size();
    }

    /** Incidents opened in the period that are laid to a received deployment. */
    List<IncidentFact> linked() {
        return opened().stream().filter(incident -> !links(incident).isEmpty()).toList();
    }

    List<IncidentFact> opened() {
        return inScope(incident -> period.contains(incident.openedAt()));
    }

    List<IncidentFact> resolved() {
        return inScope(incident -> period.contains(incident.resolvedAt()));
    }

    private List<Duration> restorations() {
        return resolved().stream()
                .map(incident -> Duration.between(incident.openedAt(), Objects.requireNonNull(incident.resolvedAt())))
                .toList();
    }

    private List<IncidentFact> inScope(Predicate<IncidentFact> which) {
        return derived.history().incidents().stream()
                .filter(this::inScope)
                .filter(which)
                .toList();
    }

    private boolean inScope(IncidentFact incident) {
        Set<UUID> repositories = derived.history().repositoriesOf(question.scope());
        return switch (question.scope()) {
            case MetricScope.Organization all -> true;
            case MetricScope.Team team ->
                concerns(incident, repositories)
                        || (incident.repositoryId() == null && team.id().equals(incident.teamId()));
            case MetricScope.Repository repository -> concerns(incident, repositories);
        };
    }

    private boolean concerns(IncidentFact incident, Set<UUID> repositories) {
        if (incident.repositoryId() != null) {
            return repositories.contains(incident.repositoryId());
        }
        return incident.teamId() != null
                && derived.history().team(incident.teamId()).orElseThrow().repositories().stream()
                        .anyMatch(repositories::contains);
    }

    private List<IncidentLink> links(IncidentFact incident) {
        return derived.links().stream()
                .filter(link -> link.incident().equals(incident))
                .toList();
    }
}
