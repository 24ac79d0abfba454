package org.seiplatform.fact;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Kind;

/** What became of the events of one request, by kind, and of when the newest of them are. */
final class IngestTally {

    private final Map<Kind, IngestResult> results = new EnumMap<>(Kind.class);
    private final Map<Kind, Instant> newest = new EnumMap<>(Kind.class);

    void add(Kind kind, IngestResult result) {
        results.merge(kind, result, IngestResult::plus);
    }

    /** Takes note of when an event happened. */
    void see(Event event) {
        newest.merge(kind(event), happenedAt(event), (one, other) -> one.isAfter(other) ? one : other);
    }

    IngestResult total() {
        return results.values().stream().reduce(IngestResult.NONE, IngestResult::plus);
    }

    Map<Kind, IngestResult> results() {
        return results;
    }

    /** When the newest event of each kind that came happened. */
    Map<Kind, Instant> newest() {
        return newest;
    }

    private static Kind kind(Event event) {
        return switch (event) {
            case CommitEvent commit -> Kind.COMMIT;
            case PullRequestEvent pullRequest -> Kind.PULL_REQUEST;
            case DeploymentEvent deployment -> Kind.DEPLOYMENT;
            case IncidentEvent incident -> Kind.INCIDENT;
        };
    }

    /** The last moment in the world that the event tells of; unlike {@code updatedAt}, it is never the time of arrival. */
    private static Instant happenedAt(Event event) {
        return switch (event) {
            case CommitEvent commit -> commit.committedAt();
            case PullRequestEvent pullRequest ->
                first(pullRequest.mergedAt(), pullRequest.closedAt(), pullRequest.openedAt());
            case DeploymentEvent deployment ->
                first(deployment.finishedAt(), deployment.startedAt(), deployment.updatedAt());
            case IncidentEvent incident -> first(incident.resolvedAt(), null, incident.openedAt());
        };
    }

    private static Instant first(@Nullable Instant best, @Nullable Instant second, Instant otherwise) {
        return Objects.requireNonNullElse(best, Objects.requireNonNullElse(second, otherwise));
    }
}
