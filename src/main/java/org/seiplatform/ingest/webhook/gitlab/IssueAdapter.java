package org.seiplatform.ingest.webhook.gitlab;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * GitLab's own incidents, and issues while they carry a label that the organization calls so.
 *
 * <p>An incident cannot be unsaid. One that loses its label or moves to another project is laid to no deployment any more and
 * counts as resolved when that happened.
 */
class IssueAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload issue = payload.requiredObject("/object_attributes");
        List<String> labels = issue.has("/labels") ? titles(issue, "/labels") : titles(payload, "/labels");
        boolean incident = "Incident".equalsIgnoreCase(issue.text("/type"))
                || "incident".equals(payload.text("/object_kind"))
                || labels.stream().anyMatch(rules.incidentLabel());
        boolean lostItsLabel =
                titles(payload, "/changes/labels/previous").stream().anyMatch(rules.incidentLabel());
        if (!incident && !lostItsLabel) {
            return Reading.ignored("The issue is not an incident.");
        }
        boolean withdrawn = !incident || issue.has("/moved_to_id");
        return Reading.event(Projects.of(payload), repositoryId -> incident(repositoryId, issue, labels, withdrawn));
    }

    private static IncidentEvent incident(UUID repositoryId, Payload issue, List<String> labels, boolean withdrawn) {
        Instant updatedAt = issue.requiredTime("/updated_at");
        boolean over = withdrawn || "closed".equals(issue.text("/state"));
        return new IncidentEvent(
                "gitlab:issue:" + issue.requiredNumber("/id"),
                repositoryId,
                null,
                issue.text("/title"),
                severity(issue, labels),
                issue.requiredTime("/created_at"),
                over ? Objects.requireNonNullElse(issue.time("/closed_at"), updatedAt) : null,
                List.of(),
                withdrawn ? Cause.EXTERNAL : null,
                updatedAt);
    }

    private static @Nullable String severity(Payload issue, List<String> labels) {
        String severity = issue.text("/severity");
        return severity == null || severity.equals("unknown") ? SeverityLabels.severity(labels) : severity;
    }

    private static List<String> titles(Payload payload, String pointer) {
        return payload.each(pointer, label -> label.requiredText("/title"));
    }
}
