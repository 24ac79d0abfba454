package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.incident.IncidentEvent;
import org.seiplatform.fact.incident.IncidentEvent.Cause;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Reading.Withdrawal;
import org.seiplatform.source.webhook.payload.ReportedRepository;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.SeverityLabels;
import org.seiplatform.source.webhook.payload.WithinSecond;
import org.seiplatform.source.webhook.payload.WithinSecond.Membership;

/**
 * GitLab's own incidents, and issues while they carry a label that the organization calls so.
 *
 * <p>An incident cannot be unsaid. One that loses its type or label, or moves to another project, is laid to no deployment any more
 * and counts as resolved when that happened.
 */
class IssueAdapter implements EventAdapter {

    private static final String INCIDENT = "incident";

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload issue = payload.requiredObject("/object_attributes");
        ReportedRepository repository = Projects.of(payload);
        String externalId = externalId(repository, issue);
        List<String> labels = Labels.at(issue.has("/labels") ? issue : payload, "/labels");
        List<String> added = Labels.added(payload);
        boolean incident = isIncident(payload, issue) || labels.stream().anyMatch(rules.incidentLabel());
        boolean was = wasOfTheType(payload) || Labels.before(payload).stream().anyMatch(rules.incidentLabel());
        if (!incident && !was) {
            return new Withdrawal(
                    repository,
                    externalId,
                    repositoryId -> incident(externalId, repositoryId, issue, labels, added, Membership.WITHDRAWN),
                    "The issue is not an incident.");
        }
        Membership membership = !incident || issue.has("/moved_to_id")
                ? Membership.WITHDRAWN
                : membership(added, added.stream().anyMatch(rules.incidentLabel()));
        return Reading.event(
                repository, repositoryId -> incident(externalId, repositoryId, issue, labels, added, membership));
    }

    private static Membership membership(List<String> added, boolean declared) {
        if (declared) {
            return Membership.DECLARED;
        }
        return SeverityLabels.severity(added) == null ? Membership.AS_IT_WAS : Membership.GRADED;
    }

    /** The type decides where it is told: an incident that became an issue or a task is none. */
    private static boolean isIncident(Payload payload, Payload issue) {
        String type = issue.text(issue.has("/type") ? "/type" : "/issue_type");
        return INCIDENT.equalsIgnoreCase(type == null ? payload.text("/object_kind") : type);
    }

    private static boolean wasOfTheType(Payload payload) {
        return Stream.of("/changes/type", "/changes/issue_type")
                .flatMap(pointer -> payload.readable(pointer, change -> change.requiredText("/previous")).stream())
                .anyMatch(INCIDENT::equalsIgnoreCase);
    }

    private static String externalId(ReportedRepository repository, Payload issue) {
        return "gitlab:" + Objects.requireNonNullElse(repository.host(), "gitlab.com") + ":issue:"
                + issue.requiredNumber("/id");
    }

    private static IncidentEvent incident(
            String externalId,
            UUID repositoryId,
            Payload issue,
            List<String> labels,
            List<String> added,
            Membership membership) {
        Instant updatedAt = issue.requiredTime("/updated_at");
        boolean withdrawn = membership == Membership.WITHDRAWN;
        boolean closed = "closed".equals(issue.text("/state"));
        return new IncidentEvent(
                externalId,
                repositoryId,
                null,
                issue.text("/title"),
                severity(issue, Stream.concat(added.stream(), labels.stream()).toList()),
                issue.requiredTime("/created_at"),
                withdrawn || closed ? Objects.requireNonNullElse(issue.time("/closed_at"), updatedAt) : null,
                List.of(),
                withdrawn ? Cause.EXTERNAL : null,
                WithinSecond.ofIncident(updatedAt, membership, closed, "reopen".equals(issue.text("/action"))));
    }

    private static @Nullable String severity(Payload issue, List<String> labels) {
        String severity = issue.text("/severity");
        return severity == null || severity.equals("unknown") ? SeverityLabels.severity(labels) : severity;
    }
}
