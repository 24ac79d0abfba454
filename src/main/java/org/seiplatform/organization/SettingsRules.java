package org.seiplatform.organization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.BenchmarkThresholds.Thresholds;
import org.seiplatform.platform.problem.FieldError;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The rules for settings that no annotation can express. */
@Component
class SettingsRules {

    private final TimeZones timeZones;

    SettingsRules(TimeZones timeZones) {
        this.timeZones = timeZones;
    }

    /** Throws if a setting cannot work. */
    void check(OrganizationSettings settings) {
        List<FieldError> errors = new ArrayList<>();
        if (!timeZones.isKnown(settings.timeZone())) {
            errors.add(new FieldError("/settings/time_zone", "is not known to the database"));
        }
        if (settings.benchmarkThresholds() == null && !settings.benchmark().equals(BenchmarkThresholds.PUBLISHED)) {
            errors.add(new FieldError(
                    "/settings/benchmark",
                    "must be " + BenchmarkThresholds.PUBLISHED + " unless thresholds are given"));
        }
        if (settings.benchmarkThresholds() != null) {
            checkOrder(settings.benchmarkThresholds(), errors);
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static void checkOrder(BenchmarkThresholds thresholds, List<FieldError> errors) {
        Thresholds frequency = thresholds.deploymentFrequency();
        if (frequency != null && !frequency.descend()) {
            errors.add(outOfOrder("deployment_frequency", "must not increase from elite to medium"));
        }
        Map<String, @Nullable Thresholds> durationsAndRates = new LinkedHashMap<>();
        durationsAndRates.put("change_lead_time", thresholds.changeLeadTime());
        durationsAndRates.put("change_fail_rate", thresholds.changeFailRate());
        durationsAndRates.put("failed_deployment_recovery_time", thresholds.failedDeploymentRecoveryTime());
        durationsAndRates.forEach((metric, limits) -> {
            if (limits != null && !limits.ascend()) {
                errors.add(outOfOrder(metric, "must not decrease from elite to medium"));
            }
        });
    }

    private static FieldError outOfOrder(String metric, String message) {
        return new FieldError("/settings/benchmark_thresholds/" + metric, message);
    }
}
