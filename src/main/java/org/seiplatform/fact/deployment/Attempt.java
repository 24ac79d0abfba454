package org.seiplatform.fact.deployment;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.merge.Precedence;

/** How a deployment went, as one statement has it. */
record Attempt(
        int environmentId,
        String commitSha,
        @Nullable String ref,
        DeploymentEvent.Status status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable UUID deployedById,
        Precedence precedence) {

    static int progress(DeploymentEvent.Status status) {
        return switch (status) {
            case IN_PROGRESS -> 0;
            case FAILURE, CANCELLED -> 1;
            case SUCCESS -> 2;
        };
    }

    boolean succeeded() {
        return status == DeploymentEvent.Status.SUCCESS;
    }

    /**
     * What two reports of a provider come to: of successes the earliest, whatever else is reported before or after; while there is
     * none, the latest. It began when the first of them says.
     */
    static @Nullable Attempt ofReports(@Nullable Attempt one, @Nullable Attempt other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Attempt counting = one.yieldsAsReportTo(other) ? other : one;
        return counting.startedAt(earlier(one.startedAt, other.startedAt));
    }

    private boolean yieldsAsReportTo(Attempt other) {
        if (succeeded() != other.succeeded()) {
            return other.succeeded();
        }
        if (!succeeded()) {
            return precedence.yieldsTo(other.precedence);
        }
        int order = Objects.requireNonNull(finishedAt).compareTo(Objects.requireNonNull(other.finishedAt));
        return order == 0 ? other.precedence.yieldsTo(precedence) : order > 0;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private Attempt startedAt(@Nullable Instant time) {
        return new Attempt(environmentId, commitSha, ref, status, time, finishedAt, deployedById, precedence);
    }

    /** Whether both say the same, at whatever times. */
    static boolean saySame(@Nullable Attempt one, @Nullable Attempt other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.precedence.fingerprint().equals(other.precedence.fingerprint())
                && Objects.equals(one.startedAt, other.startedAt)
                && Objects.equals(one.deployedById, other.deployedById);
    }
}
