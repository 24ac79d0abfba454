package org.seiplatform.maintenance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.FactKind;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long facts of organizations are kept that have not decided themselves; null for ever.
 *
 * @param commits after they were committed
 * @param pullRequests after they were merged or closed
 * @param deployments after they finished
 * @param incidents after they were resolved
 * @param batchSize how many facts of a kind are deleted in one transaction, while writers of their repository wait
 */
@Validated
@ConfigurationProperties("sei.retention")
record RetentionProperties(
        @Nullable @DurationMin(days = 30) Duration commits,
        @Nullable @DurationMin(days = 30) Duration pullRequests,
        @Nullable @DurationMin(days = 30) Duration deployments,
        @Nullable @DurationMin(days = 30) Duration incidents,
        @DefaultValue("2000") @Min(1) @Max(100_000) int batchSize) {

    /** How long facts of a kind are kept. */
    @Nullable
    Duration of(FactKind kind) {
        return switch (kind) {
            case COMMIT -> commits;
            case PULL_REQUEST -> pullRequests;
            case DEPLOYMENT -> deployments;
            case INCIDENT -> incidents;
        };
    }
}
