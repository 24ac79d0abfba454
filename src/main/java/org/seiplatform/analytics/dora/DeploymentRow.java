package org.seiplatform.analytics.dora;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as it was counted: one deployment, or all of one group.
 *
 * @param finishedAt of a group: its last finish
 * @param success whether it reached its environment; of a group: whether all of it did
 * @param failed whether it failed its users
 * @param changeFailure whether it counts as a failure in the change fail rate: it failed its users, or it is a failed attempt
 *     and the organization counts those
 * @param rework whether it is a hotfix or a rollback
 * @param recoveredAt null where it has not failed or not recovered
 * @param recoverySeconds from finish to recovery, never negative; null likewise
 */
public record DeploymentRow(
        Instant finishedAt,
        String environment,
        @Nullable String deploymentGroup,
        boolean success,
        boolean failed,
        boolean changeFailure,
        boolean rework,
        @Nullable Instant recoveredAt,
        @Nullable Double recoverySeconds,
        List<Member> deployments) {

    /**
     * One deployment of it.
     *
     * @param kind null where it did not reach its environment
     * @param baseline whether it was the first into its environment, so that its commits have no lead time
     * @param deliveredCommits commits that it was the first to bring
     * @param incidents external ids of the incidents laid to it
     * @param remediatedBy external id of the deployment that repaired it
     */
    public record Member(
            UUID repositoryId,
            String repository,
            String externalId,
            String commitSha,
            @Nullable String ref,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String kind,
            @Nullable Boolean baseline,
            @Nullable Integer deliveredCommits,
            boolean failed,
            @Nullable Boolean statedFailed,
            @Nullable String remediates,
            @Nullable String remediatedBy,
            List<String> incidents) {}
}
