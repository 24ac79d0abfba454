package org.seiplatform.fact.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventTimes;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.Texts;

/**
 * An incident; natural key: organization and external id.
 *
 * @param resolvedAt null while it is open
 * @param causedBy the deployments that the sender names as its cause; empty leaves the cause to the rule
 * @param cause {@link Cause#EXTERNAL} links the incident to no deployment
 */
public record IncidentEvent(
        String externalId,
        @Nullable UUID repositoryId,
        @Nullable UUID teamId,
        @Nullable String title,
        @Nullable String severity,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        List<CausingDeployment> causedBy,
        @Nullable Cause cause,
        Instant updatedAt)
        implements Event {

    @Override
    public FactKind factKind() {
        return FactKind.INCIDENT;
    }

    @Override
    public Instant happenedAt() {
        return EventTimes.first(resolvedAt, null, openedAt);
    }

    @Override
    public @Nullable UUID changedRepository() {
        return null;
    }

    @Override
    public Set<UUID> namedRepositories() {
        return Stream.concat(Stream.ofNullable(repositoryId), causedBy.stream().map(CausingDeployment::repositoryId))
                .collect(Collectors.toSet());
    }

    @Override
    public List<Participant> participants() {
        return List.of();
    }

    @Override
    public IncidentEvent without(ErasedWords erased) {
        return new IncidentEvent(
                erased.key(externalId),
                repositoryId,
                teamId,
                Texts.without(erased, title),
                Texts.labelWithout(erased, severity),
                openedAt,
                resolvedAt,
                causedBy.stream()
                        .map(cause -> new CausingDeployment(cause.repositoryId(), erased.key(cause.externalId())))
                        .toList(),
                cause,
                updatedAt);
    }

    /** What brought an incident about. */
    public enum Cause {
        DEPLOYMENT,
        EXTERNAL
    }

    /** A deployment by its natural key. */
    public record CausingDeployment(UUID repositoryId, String externalId) {}
}
