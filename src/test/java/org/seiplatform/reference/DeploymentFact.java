package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deploy, as stated at {@code updatedAt}; natural key: repository and external id.
 *
 * @param status {@code in_progress}, {@code success}, {@code failure} or {@code cancelled}
 * @param finishedAt null exactly while in progress
 * @param commits the commits that its sender lists; null where it lists none, which is not the same as an empty list
 * @param kind {@code planned}, {@code hotfix}, {@code rollback} or {@code redeploy} as its sender says; null leaves it to the rules
 * @param remediates external id of the deployment of the same repository that it repairs
 * @param failed what its sender says; null leaves it to the rules
 */
record DeploymentFact(
        UUID repositoryId,
        String externalId,
        String environment,
        String commitSha,
        @Nullable String ref,
        String status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable PersonFact deployedBy,
        @Nullable List<String> commits,
        @Nullable String kind,
        @Nullable String remediates,
        @Nullable String deploymentGroup,
        @Nullable Boolean failed,
        Instant updatedAt)
        implements Fact {

    /** Names that differ in case alone are one. */
    String environmentKey() {
        return environment.toLowerCase(Locale.ROOT);
    }

    /** Null where it belongs to no group. */
    @Nullable
    String groupKey() {
        return deploymentGroup == null ? null : deploymentGroup.toLowerCase(Locale.ROOT);
    }

    boolean success() {
        return status.equals("success");
    }

    boolean inProgress() {
        return status.equals("in_progress");
    }

    /** When it finished, of a deployment that has. */
    Instant finish() {
        return Objects.requireNonNull(finishedAt, "in progress");
    }

    @Override
    public DeploymentFact renamed(UnaryOperator<UUID> ids) {
        return new DeploymentFact(
                ids.apply(repositoryId),
                externalId,
                environment,
                commitSha,
                ref,
                status,
                startedAt,
                finishedAt,
                deployedBy,
                commits,
                kind,
                remediates,
                deploymentGroup,
                failed,
                updatedAt);
    }

    Key key() {
        return new Key(repositoryId, externalId);
    }

    /** What identifies a deployment. */
    record Key(UUID repositoryId, String externalId) {}
}
