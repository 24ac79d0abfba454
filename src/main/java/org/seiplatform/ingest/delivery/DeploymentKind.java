package org.seiplatform.ingest.delivery;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a deployment was made; hotfixes and rollbacks are rework. */
enum DeploymentKind {
    PLANNED,
    HOTFIX,
    ROLLBACK,
    REDEPLOY;

    /** How long after a deployment its successor still counts as repairing it without saying so. */
    private static final Duration REMEDIATION_WINDOW = Duration.ofDays(7);

    /**
     * The external id of the deployment that a deployment of this kind remediates: the one its sender names, else the previous
     * one if that finished no more than seven days before; null if none.
     */
    @Nullable
    String remediates(Candidate candidate, @Nullable Predecessor previous) {
        if (this != HOTFIX && this != ROLLBACK) {
            return null;
        }
        if (candidate.statedRemediates() != null) {
            return candidate.statedRemediates();
        }
        if (previous == null
                || candidate.finishedAt().isAfter(previous.finishedAt().plus(REMEDIATION_WINDOW))) {
            return null;
        }
        return previous.externalId();
    }

    String columnValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable DeploymentKind ofColumn(@Nullable String value) {
        return value == null ? null : valueOf(value.toUpperCase(Locale.ROOT));
    }
}
