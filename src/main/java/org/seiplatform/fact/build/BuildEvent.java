package org.seiplatform.fact.build;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventTimes;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.Texts;

/**
 * A run of continuous integration on one commit of one repository; natural key: repository and external id.
 *
 * @param name of the workflow or pipeline
 * @param finishedAt present exactly when {@code status} is not {@link Status#RUNNING}
 */
public record BuildEvent(
        UUID repositoryId,
        String externalId,
        String commitSha,
        @Nullable String branch,
        @Nullable String name,
        Status status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Person triggeredBy,
        Instant updatedAt)
        implements Event {

    @Override
    public FactKind factKind() {
        return FactKind.BUILD;
    }

    @Override
    public Instant happenedAt() {
        return EventTimes.first(finishedAt, null, startedAt);
    }

    @Override
    public @Nullable UUID changedRepository() {
        return repositoryId;
    }

    @Override
    public Set<UUID> namedRepositories() {
        return Set.of(repositoryId);
    }

    @Override
    public List<Participant> participants() {
        return List.of(new Participant(triggeredBy, startedAt));
    }

    @Override
    public BuildEvent without(ErasedWords erased) {
        return new BuildEvent(
                repositoryId,
                erased.key(externalId),
                commitSha,
                Texts.labelWithout(erased, branch),
                Texts.labelWithout(erased, name),
                status,
                startedAt,
                finishedAt,
                triggeredBy,
                updatedAt);
    }

    /** How the run ended, if it did. */
    public enum Status {
        RUNNING,
        SUCCESS,
        FAILURE,
        CANCELLED
    }
}
