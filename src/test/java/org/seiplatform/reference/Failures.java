package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which successful deployments failed their users, and when each recovered. */
final class Failures {

    private final List<Delivery> deliveries;
    private final List<IncidentLink> links;

    Failures(List<Delivery> deliveries, List<IncidentLink> links) {
        this.deliveries = deliveries;
        this.links = links;
    }

    /** The failure of a successful deployment; empty if it did not fail. */
    Optional<Failure> of(Delivery delivery) {
        List<IncidentFact> incidents = links.stream()
                .filter(link -> link.deployment().equals(delivery.key()))
                .map(IncidentLink::incident)
                .toList();
        List<Instant> remediations = deliveries.stream()
                .filter(later -> remediates(later, delivery))
                .map(Delivery::finishedAt)
                .toList();
        Boolean stated = delivery.deployment().failed();
        boolean failed = stated != null ? stated : !incidents.isEmpty() || !remediations.isEmpty();
        if (!failed) {
            return Optional.empty();
        }
        Instant recoveredAt = incidents.isEmpty()
                ? remediations.stream().min(Instant::compareTo).orElse(null)
                : lastResolution(incidents);
        return Optional.of(new Failure(delivery, recoveredAt));
    }

    /** Whether one deployment repairs another of its sequence. */
    static boolean remediates(Delivery later, Delivery delivery) {
        return delivery.deployment().externalId().equals(later.remediates())
                && delivery.deployment()
                        .repositoryId()
                        .equals(later.deployment().repositoryId())
                && delivery.deployment()
                        .environmentKey()
                        .equals(later.deployment().environmentKey());
    }

    private static @Nullable Instant lastResolution(List<IncidentFact> incidents) {
        boolean anyOpen = incidents.stream().anyMatch(incident -> incident.resolvedAt() == null);
        return anyOpen
                ? null
                : incidents.stream()
                        .map(incident -> Objects.requireNonNull(incident.resolvedAt()))
                        .max(Instant::compareTo)
                        .orElseThrow();
    }
}
