package org.seiplatform.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.PendingDerivations.Sequence;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;
import org.springframework.stereotype.Component;

/** Finds the deployment that a hotfix or rollback remediates: metrics.md, "What a deployment remediates". */
@Component
class Remediation {

    /** How long after a deployment another one still counts as repairing it without saying so. */
    private static final Duration WINDOW = Duration.ofDays(7);

    private final DeploymentSequenceQueries deployments;
    private final AncestryQueries ancestry;

    Remediation(DeploymentSequenceQueries deployments, AncestryQueries ancestry) {
        this.deployments = deployments;
        this.ancestry = ancestry;
    }

    /** The external id of the deployment that the candidate remediates; null if none. */
    @Nullable
    String by(
            Kind kind,
            Sequence sequence,
            Candidate candidate,
            @Nullable EarlierDeployment previous,
            Delivered delivered) {
        if (kind != Kind.HOTFIX && kind != Kind.ROLLBACK) {
            return null;
        }
        if (candidate.statedRemediates() != null) {
            return candidate.statedRemediates();
        }
        if (kind == Kind.HOTFIX && delivered.reverted() != null) {
            return delivered.reverted();
        }
        Instant earliest = candidate.finishedAt().minus(WINDOW);
        EarlierDeployment remediated =
                kind == Kind.HOTFIX ? previous : undone(sequence, candidate, previous, delivered, earliest);
        return remediated == null || remediated.finishedAt().isBefore(earliest) ? null : remediated.externalId();
    }

    /** The first deployment after the one whose state a rollback returns to; null if it certainly finished before a time. */
    private @Nullable EarlierDeployment undone(
            Sequence sequence,
            Candidate rollback,
            @Nullable EarlierDeployment previous,
            Delivered delivered,
            Instant earliest) {
        String target = delivered.deployedBefore();
        if (target == null) {
            target = ancestry.latestDeployedAncestor(sequence, rollback.commitSha(), earliest);
        }
        if (target != null) {
            EarlierDeployment next = deployments.next(sequence, target);
            return next == null ? previous : next;
        }
        return ancestry.hasDeployedAncestor(sequence, rollback.commitSha()) ? null : previous;
    }
}
