package org.seiplatform.ingest.webhook.github;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.IncidentEvent;
import org.seiplatform.ingest.IncidentEvent.Cause;
import org.seiplatform.ingest.webhook.payload.EventAdapter;
import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.Reading;
import org.seiplatform.ingest.webhook.payload.Rules;
import org.seiplatform.ingest.webhook.payload.SeverityLabels;

/**
 * An issue is an incident while it carries a label that the organization calls so.
 *
 * <p>An incident cannot be unsaid. One that loses its label, moves to another repository or is deleted is laid to no deployment
 * any more and counts as resolved when that happened.
 */
class IssuesAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload issue = payload.requiredObject("/issue");
        String action = payload.text("/action");
        List<String> labels = issue.each("/labels", label -> label.requiredText("/name"));
        boolean labelled = labels.stream().anyMatch(rules.incidentLabel());
        String removed = "unlabeled".equals(action) ? payload.text("/label/name") : null;
        if (!labelled && (removed == null || !rules.incidentLabel().test(removed))) {
            return Reading.ignored("The issue has no incident label.");
        }
        boolean gone = "deleted".equals(action) || "transferred".equals(action);
        Instant updatedAt = issue.requiredTime("/updated_at");
        // Deleting or moving an issue leaves its updated_at alone, yet comes after all that it shows.
        Instant asOf = gone ? updatedAt.plusMillis(1) : updatedAt;
        return Reading.event(
                Repositories.of(payload),
                repositoryId -> incident(repositoryId, issue, labels, gone || !labelled, asOf));
    }

    private static IncidentEvent incident(
            UUID repositoryId, Payload issue, List<String> labels, boolean withdrawn, Instant asOf) {
        return new IncidentEvent(
                "github:issue:" + issue.requiredNumber("/id"),
                repositoryId,
                null,
                issue.text("/title"),
                SeverityLabels.severity(labels),
                issue.requiredTime("/created_at"),
                resolvedAt(issue, withdrawn, asOf),
                List.of(),
                withdrawn ? Cause.EXTERNAL : null,
                asOf);
    }

    private static @Nullable Instant resolvedAt(Payload issue, boolean withdrawn, Instant asOf) {
        Instant closedAt = issue.time("/closed_at");
        // An issue that was reopened can still carry the time at which it had been closed.
        if (closedAt != null && !"open".equals(issue.text("/state"))) {
            return closedAt;
        }
        return withdrawn ? asOf : null;
    }
}
