package org.seiplatform.organization;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
        @Nullable @Valid Thresholds deploymentFrequency,
        @Nullable @Valid Thresholds changeLeadTime,
        @Nullable @Valid Thresholds changeFailRate,
        @Nullable @Valid Thresholds failedDeploymentRecoveryTime) {

    /** The benchmark that holds without thresholds of one's own. */
    public static final String PUBLISHED = "dora_2023";

    /** The limits of the three upper ratings. */
    public record Thresholds(
            @NotNull @RatingLimit Double elite,
            @NotNull @RatingLimit Double high,
            @NotNull @RatingLimit Double medium) {

        boolean ascend() {
            return elite <= high && high <= medium;
        }

        boolean descend() {
            return elite >= high && high >= medium;
        }
    }
}
