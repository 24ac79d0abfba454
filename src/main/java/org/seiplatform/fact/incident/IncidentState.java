package org.seiplatform.fact.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Texts;
import org.seiplatform.fact.incident.IncidentEvent.CausingDeployment;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.State;
import org.seiplatform.platform.persistence.Columns;

/** What is known of an incident of the organization at hand; the latest statement wins whole. */
record IncidentState(
        String key,
        @Nullable UUID repositoryId,
        @Nullable UUID teamId,
        @Nullable String title,
        @Nullable String severity,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        List<CausingDeployment> causedBy,
        IncidentEvent.@Nullable Cause cause,
        Precedence precedence)
        implements State<String, IncidentState> {

    private static final Comparator<CausingDeployment> CAUSES =
            Comparator.comparing(CausingDeployment::repositoryId).thenComparing(CausingDeployment::externalId);

    static IncidentState of(IncidentEvent event) {
        String title = Texts.fitted(event.title(), Texts.MAX_TITLE);
        Instant openedAt = Columns.stored(event.openedAt());
        Instant resolvedAt = Columns.nullableStored(event.resolvedAt());
        List<CausingDeployment> causedBy = sorted(event.causedBy());
        return new IncidentState(
                event.externalId(),
                event.repositoryId(),
                event.teamId(),
                title,
                event.severity(),
                openedAt,
                resolvedAt,
                causedBy,
                event.cause(),
                new Precedence(
                        Columns.stored(event.updatedAt()),
                        progress(resolvedAt),
                        Fingerprint.of(
                                event.repositoryId(),
                                event.teamId(),
                                title,
                                event.severity(),
                                openedAt,
                                resolvedAt,
                                causedBy.stream()
                                        .map(CausingDeployment::repositoryId)
                                        .toList(),
                                causedBy.stream()
                                        .map(CausingDeployment::externalId)
                                        .toList(),
                                event.cause())));
    }

    /** The causes as a set, in an order that does not depend on the sender's. */
    static List<CausingDeployment> sorted(List<CausingDeployment> causes) {
        return causes.stream().distinct().sorted(CAUSES).toList();
    }

    static int progress(@Nullable Instant resolvedAt) {
        return resolvedAt == null ? 0 : 2;
    }

    @Override
    public IncidentState merge(IncidentState other) {
        return precedence.yieldsTo(other.precedence) ? other : this;
    }

    @Override
    public boolean saysTheSameAs(IncidentState other) {
        return precedence.fingerprint().equals(other.precedence.fingerprint());
    }
}
