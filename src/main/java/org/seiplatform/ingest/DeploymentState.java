package org.seiplatform.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a deployment; the latest statement wins whole.
 *
 * @param listedCommits null where the sender did not list them
 */
record DeploymentState(
        Key key,
        int environmentId,
        String commitSha,
        @Nullable String ref,
        DeploymentEvent.Status status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable UUID deployedById,
        @Nullable List<String> listedCommits,
        DeploymentEvent.@Nullable Kind kind,
        @Nullable String remediates,
        @Nullable String deploymentGroup,
        @Nullable Boolean failed,
        Standing standing)
        implements State<DeploymentState.Key, DeploymentState> {

    private static final int MAX_ENVIRONMENT = 200;

    record Key(UUID repositoryId, String externalId) {}

    static DeploymentState of(DeploymentEvent event, People people, int environmentId) {
        Instant startedAt = Columns.nullableStored(event.startedAt());
        Instant finishedAt = Columns.nullableStored(event.finishedAt());
        List<String> commits = event.commits() == null
                ? null
                : event.commits().stream().distinct().sorted().toList();
        return new DeploymentState(
                new Key(event.repositoryId(), event.externalId()),
                environmentId,
                event.commitSha(),
                event.ref(),
                event.status(),
                startedAt,
                finishedAt,
                people.identity(event.repositoryId(), event.deployedBy()),
                commits,
                event.kind(),
                event.remediates(),
                event.deploymentGroup(),
                event.failed(),
                new Standing(
                        Columns.stored(event.updatedAt()),
                        progress(event.status()),
                        Fingerprint.of(
                                environment(event),
                                event.commitSha(),
                                event.ref(),
                                event.status(),
                                startedAt,
                                finishedAt,
                                people.key(event.repositoryId(), event.deployedBy()),
                                commits,
                                event.kind(),
                                event.remediates(),
                                event.deploymentGroup(),
                                event.failed())));
    }

    /** The name of its environment as far as it is kept. */
    static String environment(DeploymentEvent event) {
        return Objects.requireNonNull(Texts.fitted(event.environment(), MAX_ENVIRONMENT));
    }

    static int progress(DeploymentEvent.Status status) {
        return switch (status) {
            case IN_PROGRESS -> 0;
            case FAILURE, CANCELLED -> 1;
            case SUCCESS -> 2;
        };
    }

    /** When it reached its environment; null if it never did. */
    @Nullable
    Instant succeededAt() {
        return status == DeploymentEvent.Status.SUCCESS ? finishedAt : null;
    }

    @Override
    public DeploymentState merge(DeploymentState other) {
        return standing.yieldsTo(other.standing) ? other : this;
    }

    @Override
    public boolean saysTheSameAs(DeploymentState other) {
        return standing.fingerprint().equals(other.standing.fingerprint())
                && Objects.equals(deployedById, other.deployedById);
    }
}
