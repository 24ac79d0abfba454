package org.seiplatform.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.LoginNamespace;
import org.seiplatform.developer.Sighting;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.platform.persistence.Columns;

/**
 * The people in an event, each as of the time of what they did: that, unlike an arrival, is the same however often and in
 * whatever order events are sent.
 */
final class Sightings {

    private Sightings() {}

    /** Everyone in the event who can be told from others. */
    static List<Sighting> in(Event event, KnownRepositories repositories) {
        return switch (event) {
            case CommitEvent commit -> {
                Collector people = new Collector(commit.repositoryId(), repositories);
                people.add(commit.author(), commit.authoredAt());
                people.add(commit.committer(), commit.committedAt());
                yield people.sightings;
            }
            case PullRequestEvent pullRequest -> {
                Collector people = new Collector(pullRequest.repositoryId(), repositories);
                people.add(pullRequest.author(), pullRequest.openedAt());
                pullRequest.reviews().forEach(review -> people.add(review.reviewer(), review.submittedAt()));
                pullRequest.comments().forEach(comment -> people.add(comment.author(), comment.commentedAt()));
                yield people.sightings;
            }
            case DeploymentEvent deployment -> {
                Collector people = new Collector(deployment.repositoryId(), repositories);
                people.add(deployment.deployedBy(), time(deployment));
                yield people.sightings;
            }
            case IncidentEvent incident -> List.of();
        };
    }

    private static Instant time(DeploymentEvent deployment) {
        if (deployment.startedAt() != null) {
            return deployment.startedAt();
        }
        return deployment.finishedAt() != null ? deployment.finishedAt() : deployment.updatedAt();
    }

    private static final class Collector {

        private final @Nullable LoginNamespace logins;
        private final List<Sighting> sightings = new ArrayList<>();

        private Collector(UUID repositoryId, KnownRepositories repositories) {
            this.logins = repositories.logins(repositoryId);
        }

        private void add(@Nullable Person person, Instant asOf) {
            if (person != null) {
                Sighting sighting = Sighting.of(
                        logins, person.name(), person.email(), person.login(), Columns.stored(asOf), person.bot());
                if (!sighting.keys().isEmpty()) {
                    sightings.add(sighting);
                }
            }
        }
    }
}
