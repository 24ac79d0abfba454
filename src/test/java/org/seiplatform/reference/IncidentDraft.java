package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An incident being told. */
final class IncidentDraft {

    private final String externalId;
    private @Nullable UUID repositoryId;
    private @Nullable UUID teamId;
    private final Instant openedAt;
    private @Nullable Instant resolvedAt;
    private final List<DeploymentFact.Key> causedBy = new ArrayList<>();
    private @Nullable String cause;
    private Instant updatedAt;

    IncidentDraft(String externalId, Instant openedAt) {
        this.externalId = externalId;
        this.openedAt = openedAt;
        this.updatedAt = openedAt;
    }

    IncidentDraft of(UUID repository) {
        this.repositoryId = repository;
        return this;
    }

    IncidentDraft ofTeam(UUID team) {
        this.teamId = team;
        return this;
    }

    IncidentDraft resolved(String time) {
        this.resolvedAt = HistoryBuilder.at(time);
        return this;
    }

    IncidentDraft causedBy(UUID repository, String deployment) {
        this.causedBy.add(new DeploymentFact.Key(repository, deployment));
        return this;
    }

    IncidentDraft causedBy(String deployment) {
        return causedBy(HistoryBuilder.R, deployment);
    }

    IncidentDraft external() {
        this.cause = "external";
        return this;
    }

    IncidentDraft stated(String time) {
        this.updatedAt = HistoryBuilder.at(time);
        return this;
    }

    IncidentFact fact() {
        return new IncidentFact(
                externalId,
                repositoryId,
                teamId,
                null,
                null,
                openedAt,
                resolvedAt,
                List.copyOf(causedBy),
                cause,
                updatedAt);
    }
}
