package org.seiplatform.organization;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds of an organization's own, in each metric's unit; a metric that is null keeps the published ones.
 *
 * @param deploymentFrequency deployments a day
 * @param changeLeadTime seconds
 * @param changeFailRate a fraction
 * @param failedDeploymentRecoveryTime seconds
 */
public record BenchmarkThresholds(
        @Nullable @Valid Descending deploymentFrequency,
        @Nullable @Valid Ascending changeLeadTime,
        @Nullable @Valid Ascending changeFailRate,
        @Nullable @Valid Ascending failedDeploymentRecoveryTime) {

    /** The benchmark that holds without thresholds of one's own. */
    public static final String PUBLISHED = "dora_2023";

    /** The limits of the three upper ratings where more is better. */
    public record Descending(
            @NotNull @PositiveOrZero Double elite,
            @NotNull @PositiveOrZero Double high,
            @NotNull @PositiveOrZero Double medium) {

        @AssertTrue(message = "must descend from elite to medium")
        boolean isInOrder() {
            return elite == null || high == null || medium == null || elite >= high && high >= medium;
        }
    }

    /** The limits of the three upper ratings where less is better. */
    public record Ascending(
            @NotNull @PositiveOrZero Double elite,
            @NotNull @PositiveOrZero Double high,
            @NotNull @PositiveOrZero Double medium) {

        @AssertTrue(message = "must ascend from elite to medium")
        boolean isInOrder() {
            return elite == null || high == null || medium == null || elite <= high && high <= medium;
        }
    }
}
