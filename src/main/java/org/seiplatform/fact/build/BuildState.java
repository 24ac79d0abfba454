package org.seiplatform.fact.build;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.People;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.State;
import org.seiplatform.platform.persistence.Columns;

/** What is known of a build; the latest statement wins whole. */
record BuildState(
        Key key,
        String commitSha,
        @Nullable String branch,
        @Nullable String name,
        BuildEvent.Status status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable UUID triggeredById,
        Precedence precedence)
        implements State<BuildState.Key, BuildState> {

    record Key(UUID repositoryId, String externalId) {}

    static BuildState of(BuildEvent event, People people) {
        Instant startedAt = Columns.stored(event.startedAt());
        Instant finishedAt = Columns.nullableStored(event.finishedAt());
        return new BuildState(
                new Key(event.repositoryId(), event.externalId()),
                event.commitSha(),
                event.branch(),
                event.name(),
                event.status(),
                startedAt,
                finishedAt,
                people.identity(event.repositoryId(), event.triggeredBy()),
                new Precedence(
                        Columns.stored(event.updatedAt()),
                        progress(event.status()),
                        Fingerprint.of(
                                event.commitSha(),
                                event.branch(),
                                event.name(),
                                event.status(),
                                startedAt,
                                finishedAt,
                                people.key(event.repositoryId(), event.triggeredBy()))));
    }

    static int progress(BuildEvent.Status status) {
        return switch (status) {
            case RUNNING -> 0;
            case FAILURE, CANCELLED -> 1;
            case SUCCESS -> 2;
        };
    }

    @Override
    public BuildState merge(BuildState other) {
        return precedence.yieldsTo(other.precedence) ? other : this;
    }

    @Override
    public boolean saysTheSameAs(BuildState other) {
        return precedence.fingerprint().equals(other.precedence.fingerprint())
                && Objects.equals(triggeredById, other.triggeredById);
    }
}
