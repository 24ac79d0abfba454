package org.seiplatform.ingest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to put one commit of one repository into one environment; natural key: repository and external id.
 *
 * @param finishedAt present exactly when {@code status} is not {@link Status#IN_PROGRESS}
 * @param commits shas that the deployment carries, as its sender lists them; null where it does not list any
 * @param kind what the sender says it is; null leaves it to the rules
 * @param remediates external id of the deployment of the same repository that this one repairs
 * @param deploymentGroup deployments of several repositories with the same group count once
 * @param failed whether the sender says that it failed its users; null leaves it to the rules
 */
public record DeploymentEvent(
        UUID repositoryId,
        String externalId,
        String environment,
        String commitSha,
        @Nullable String ref,
        Status status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Person deployedBy,
        @Nullable List<String> commits,
        @Nullable Kind kind,
        @Nullable String remediates,
        @Nullable String deploymentGroup,
        @Nullable Boolean failed,
        Instant updatedAt)
        implements Event {

    /** How the attempt ended, if it did. */
    public enum Status {
        IN_PROGRESS,
        SUCCESS,
        FAILURE,
        CANCELLED
    }

    /** Why the deployment was made. */
    public enum Kind {
        PLANNED,
        HOTFIX,
        ROLLBACK,
        REDEPLOY
    }
}
