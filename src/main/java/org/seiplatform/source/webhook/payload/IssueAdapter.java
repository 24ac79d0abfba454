package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.incident.IncidentEvent;
import org.seiplatform.fact.incident.IncidentEvent.Cause;
import org.seiplatform.source.webhook.payload.Reading.Withdrawal;
import org.seiplatform.source.webhook.payload.WithinSecond.Membership;

/**
 * An issue as GitHub tells it, and those who follow it: it is an incident while it carries a label that the organization calls so.
 *
 * <p>An incident cannot be unsaid. One that loses its label, moves to another repository or is deleted is laid to no deployment
 * any more and counts as resolved when that happened.
 */
public class IssueAdapter implements EventAdapter {

    private final String provider;
    private final String publicHost;

    /**
     * @param provider what the ids of its incidents begin with
     * @param publicHost the host that is meant where the payload names none
     */
    public IssueAdapter(String provider, String publicHost) {
        this.provider = provider;
        this.publicHost = publicHost;
    }

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload issue = payload.requiredObject("/issue");
        ReportedRepository repository = Repositories.of(payload);
        String externalId = externalId(repository, issue);
        String action = payload.text("/action");
        List<String> labels = issue.each("/labels", label -> label.requiredText("/name"));
        List<String> changed = payload.readable("/label", label -> label.requiredText("/name")).stream()
                .toList();
        List<String> added = "labeled".equals(action) ? changed : List.of();
        boolean changesIncidentLabel = changed.stream().anyMatch(rules.incidentLabel());
        boolean incident = labels.stream().anyMatch(rules.incidentLabel());
        if (!incident && !("unlabeled".equals(action) && changesIncidentLabel)) {
            return new Withdrawal(
                    repository,
                    externalId,
                    repositoryId ->
                            incident(externalId, repositoryId, action, issue, labels, added, Membership.WITHDRAWN),
                    "The issue has no incident label.");
        }
        Membership membership = incident ? membership(added, changesIncidentLabel) : Membership.WITHDRAWN;
        return Reading.event(
                repository,
                repositoryId -> incident(externalId, repositoryId, action, issue, labels, added, membership));
    }

    private static Membership membership(List<String> added, boolean changesIncidentLabel) {
        if (!added.isEmpty() && changesIncidentLabel) {
            return Membership.DECLARED;
        }
        return SeverityLabels.severity(added) == null ? Membership.AS_IT_WAS : Membership.GRADED;
    }

    private String externalId(ReportedRepository repository, Payload issue) {
        return provider + ":" + Objects.requireNonNullElse(repository.host(), publicHost) + ":issue:"
                + issue.requiredNumber("/id");
    }

    private static IncidentEvent incident(
            String externalId,
            UUID repositoryId,
            @Nullable String action,
            Payload issue,
            List<String> labels,
            List<String> added,
            Membership membership) {
        boolean gone = "deleted".equals(action) || "transferred".equals(action);
        boolean withdrawn = gone || membership == Membership.WITHDRAWN;
        Instant updatedAt = issue.requiredTime("/updated_at");
        // An issue that was reopened can still carry the time at which it had been closed.
        Instant closedAt = "open".equals(issue.text("/state")) ? null : issue.time("/closed_at");
        return new IncidentEvent(
                externalId,
                repositoryId,
                null,
                issue.text("/title"),
                SeverityLabels.severity(
                        Stream.concat(added.stream(), labels.stream()).toList()),
                issue.requiredTime("/created_at"),
                closedAt == null && withdrawn ? updatedAt : closedAt,
                List.of(),
                withdrawn ? Cause.EXTERNAL : null,
                // Deleting or moving an issue leaves its updated_at alone, yet comes after all that it shows.
                gone
                        ? updatedAt.plusMillis(1)
                        : WithinSecond.ofIncident(updatedAt, membership, closedAt != null, "reopened".equals(action)));
    }
}
