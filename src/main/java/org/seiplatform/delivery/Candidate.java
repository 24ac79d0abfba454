package org.seiplatform.delivery;

import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;

/**
 * A successful deployment whose kind and remediation are to be found.
 *
 * @param commitKnown whether the deployed commit itself has been received
 * @param listsCommits whether its sender listed the commits that it carries
 * @param statedKind what its sender says it is; null leaves it to the rules
 * @param statedRemediates the deployment that its sender says it repairs
 * @param hotfixRef whether its ref matches the organization's hotfix pattern
 * @param delivered number of commits, received or not
 * @param previous the deployment before it; null if it is the first
 * @param before the latest earlier deployment of the same commit; null if there is none
 * @param derived what is stored; null where it has not been derived
 */
record Candidate(
        Place place,
        String sha,
        boolean commitKnown,
        boolean listsCommits,
        @Nullable Kind statedKind,
        @Nullable String statedRemediates,
        boolean hotfixRef,
        @Nullable Boolean failed,
        @Nullable String deploymentGroup,
        int delivered,
        @Nullable EarlierDeployment previous,
        @Nullable Place before,
        @Nullable Delivery derived) {

    String externalId() {
        return place.externalId();
    }

    /** With the deployments before it in the same run, which may not be stored yet. */
    Candidate after(@Nullable Candidate inRun, @Nullable Place sameInRun) {
        EarlierDeployment latest = inRun == null || previous != null && inRun.place.isBefore(previous.place())
                ? previous
                : new EarlierDeployment(inRun.place, inRun.sha);
        Place latestSame = sameInRun == null || before != null && sameInRun.isBefore(before) ? before : sameInRun;
        return new Candidate(
                place,
                sha,
                commitKnown,
                listsCommits,
                statedKind,
                statedRemediates,
                hotfixRef,
                failed,
                deploymentGroup,
                delivered,
                latest,
                latestSame,
                derived);
    }
}
