package org.seiplatform.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;

/**
 * A successful deployment that waits to be derived.
 *
 * @param listsCommits whether its sender listed the commits that it carries
 * @param statedKind what its sender says it is; null leaves it to the rules
 * @param statedRemediates the deployment that its sender says it repairs
 * @param hotfixRef whether its ref matches the organization's hotfix pattern
 */
record Candidate(
        String externalId,
        Instant finishedAt,
        String commitSha,
        boolean listsCommits,
        @Nullable Kind statedKind,
        @Nullable String statedRemediates,
        boolean hotfixRef) {}
