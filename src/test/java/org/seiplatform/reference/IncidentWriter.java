package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Choices;

/** Makes up incidents: of a repository, a team or nobody, around the limits of the incident window, with and without a cause. */
final class IncidentWriter {

    private static final Duration WINDOW = Duration.ofDays(7);
    private static final List<Optional<String>> CAUSES = List.of(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("deployment"), Optional.of("external"));

    private final HistoryWriter writer;
    private final List<IncidentFact> incidents = new ArrayList<>();

    IncidentWriter(HistoryWriter writer) {
        this.writer = writer;
    }

    void write(Choices choices) {
        Instant openedAt = openedAt(choices);
        Instant resolvedAt = choices.onceIn(4)
                ? null
                : HistoryWriter.fraction(HistoryWriter.halfHoursAfter(openedAt, choices.below(100)), choices);
        incidents.add(new IncidentFact(
                "incident-" + incidents.size(),
                choices.onceIn(2) ? choices.of(writer.repositories).id() : null,
                choices.onceIn(3) ? choices.of(writer.teams).id() : null,
                "Something is slow",
                choices.onceIn(2) ? "critical" : null,
                openedAt,
                resolvedAt,
                choices.onceIn(3) ? causes(choices) : List.of(),
                choices.of(CAUSES).orElse(null),
                (resolvedAt == null ? openedAt : resolvedAt).plusSeconds(60)));
    }

    List<IncidentFact> incidents() {
        return incidents;
    }

    private Instant openedAt(Choices choices) {
        Instant finish = someFinish(choices);
        return switch (choices.below(8)) {
            case 0 -> finish;
            case 1 -> finish.plus(WINDOW);
            case 2 -> finish.plus(WINDOW).plusSeconds(1);
            case 3 -> finish.minusSeconds(1);
            default -> HistoryWriter.halfHoursAfter(finish, choices.below(200));
        };
    }

    private Instant someFinish(Choices choices) {
        @Nullable DeploymentFact deployment = writer.deployments.isEmpty() ? null : choices.of(writer.deployments);
        return deployment == null || deployment.finishedAt() == null
                ? HistoryWriter.halfHoursAfter(HistoryWriter.BEGINNING, choices.below(2_000))
                : deployment.finish();
    }

    private List<DeploymentFact.Key> causes(Choices choices) {
        List<DeploymentFact.Key> causes = new ArrayList<>();
        for (int i = choices.below(2); i >= 0; i--) {
            UUID repository = choices.of(writer.repositories).id();
            causes.add(
                    writer.deployments.isEmpty() || choices.onceIn(5)
                            ? new DeploymentFact.Key(repository, "unknown")
                            : choices.of(writer.deployments).key());
        }
        return causes.stream().distinct().toList();
    }
}
