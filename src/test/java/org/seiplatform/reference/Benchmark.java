package org.seiplatform.reference;

import org.jspecify.annotations.Nullable;

/** The ratings of benchmark {@code dora_2023}; what has no value has no rating. */
final class Benchmark {

    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;

    private Benchmark() {}

    static @Nullable String deploymentFrequency(@Nullable Double perDay) {
        if (perDay == null) {
            return null;
        }
        if (perDay > 1) {
            return "elite";
        }
        if (perDay >= 1 / 7.0) {
            return "high";
        }
        return perDay >= 1 / 30.0 ? "medium" : "low";
    }

    static @Nullable String changeLeadTime(@Nullable Double seconds) {
        if (seconds == null) {
            return null;
        }
        if (seconds < DAY) {
            return "elite";
        }
        if (seconds < 7 * DAY) {
            return "high";
        }
        return seconds < 30 * DAY ? "medium" : "low";
    }

    static @Nullable String changeFailRate(@Nullable Double ratio) {
        if (ratio == null) {
            return null;
        }
        if (ratio <= 0.05) {
            return "elite";
        }
        if (ratio <= 0.10) {
            return "high";
        }
        return ratio <= 0.15 ? "medium" : "low";
    }

    static @Nullable String failedDeploymentRecoveryTime(@Nullable Double seconds) {
        if (seconds == null) {
            return null;
        }
        if (seconds < HOUR) {
            return "elite";
        }
        if (seconds < DAY) {
            return "high";
        }
        return seconds < 7 * DAY ? "medium" : "low";
    }
}
