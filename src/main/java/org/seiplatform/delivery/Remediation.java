package org.seiplatform.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    /**
     * The external id of the deployment that any other than a rollback by rule remediates; null if none.
     *
     * @param reverted the deployment of the week before that delivered what the candidate reverts; null if none
     */
    @Nullable
    String of(Kind kind, Candidate candidate, @Nullable String reverted) {
        if (kind != Kind.HOTFIX && kind != Kind.ROLLBACK) {
            return null;
        }
        if (candidate.statedRemediates() != null) {
            return candidate.statedRemediates();
        }
        return reverted == null ? idSince(candidate.previous(), earliest(candidate)) : reverted;
    }

    /** A rollback whose sender does not say what it remediates, with what the rules say. */
    Delivery ofRollback(Sequence sequence, Candidate rollback, Delivery delivery) {
        Instant earliest = earliest(rollback);
        if (rollback.before() != null) {
            return delivery.remediating(
                    idSince(after(sequence, rollback, rollback.before().externalId()), earliest), false);
        }
        String target = ancestry.latestDeployedAncestor(sequence, rollback, earliest);
        EarlierDeployment undone = target != null
                ? after(sequence, rollback, target)
                : ancestry.hasDeployedAncestor(sequence, rollback) ? null : rollback.previous();
        return delivery.remediating(idSince(undone, earliest), true);
    }

    /** The first deployment after the one whose state a rollback returns to. */
    private @Nullable EarlierDeployment after(Sequence sequence, Candidate rollback, String target) {
        EarlierDeployment next = deployments.next(sequence, target, rollback.place());
        return next == null ? rollback.previous() : next;
    }

    private static Instant earliest(Candidate candidate) {
        return candidate.place().finishedAt().minus(WINDOW);
    }

    private static @Nullable String idSince(@Nullable EarlierDeployment deployment, Instant earliest) {
        return deployment == null || deployment.place().finishedAt().isBefore(earliest)
                ? null
                : deployment.place().externalId();
    }
}
