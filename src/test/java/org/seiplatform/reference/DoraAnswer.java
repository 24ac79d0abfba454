package org.seiplatform.reference;

import org.jspecify.annotations.Nullable;

/** The five DORA metrics, with the field names and words of the API's answer (in camel case). */
record DoraAnswer(
        DeploymentFrequency deploymentFrequency,
        ChangeLeadTime changeLeadTime,
        ChangeFailRate changeFailRate,
        FailedDeploymentRecoveryTime failedDeploymentRecoveryTime,
        DeploymentReworkRate deploymentReworkRate) {

    /** What all five have in common. */
    sealed interface Metric {

        @Nullable
        Double value();

        String unit();

        @Nullable
        String rating();

        @Nullable
        String reason();

        long sampleSize();

        boolean lowConfidence();

        Trend trend();
    }

    /**
     * The metric against the period of equal length just before.
     *
     * @param direction {@code improving}, {@code worsening} or {@code steady}; null where {@code change} is
     */
    record Trend(
            @Nullable Double previous,
            @Nullable Double change,
            @Nullable String direction) {}

    /**
     * Metric 1.
     *
     * @param medianDeploymentDaysPerWeek over the full ISO weeks of the period; null if there is none
     */
    record DeploymentFrequency(
            @Nullable Double value,
            String unit,
            @Nullable String rating,
            @Nullable String reason,
            long sampleSize,
            boolean lowConfidence,
            Trend trend,
            long count,
            int deploymentDays,
            @Nullable Double medianDeploymentDaysPerWeek,
            long failedAttempts)
            implements Metric {}

    /** Metric 2. */
    record ChangeLeadTime(
            @Nullable Double value,
            String unit,
            @Nullable String rating,
            @Nullable String reason,
            long sampleSize,
            boolean lowConfidence,
            Trend trend,
            @Nullable Double p50,
            @Nullable Double p75,
            @Nullable Double p90,
            @Nullable Double p95)
            implements Metric {}

    /** Metric 3. */
    record ChangeFailRate(
            @Nullable Double value,
            String unit,
            @Nullable String rating,
            @Nullable String reason,
            long sampleSize,
            boolean lowConfidence,
            Trend trend,
            long failed)
            implements Metric {}

    /** Metric 4. */
    record FailedDeploymentRecoveryTime(
            @Nullable Double value,
            String unit,
            @Nullable String rating,
            @Nullable String reason,
            long sampleSize,
            boolean lowConfidence,
            Trend trend,
            @Nullable Double p50,
            @Nullable Double p75,
            @Nullable Double p90,
            @Nullable Double p95,
            long open)
            implements Metric {}

    /** Metric 5. */
    record DeploymentReworkRate(
            @Nullable Double value,
            String unit,
            @Nullable String rating,
            @Nullable String reason,
            long sampleSize,
            boolean lowConfidence,
            Trend trend,
            long rework)
            implements Metric {}
}
