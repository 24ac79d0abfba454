package org.seiplatform.organization;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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

    private static final int MAXIMUM_REPETITIONS = 1000;

    /** The upper bound of a counted repetition. */
    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("([0-9]+),?}");

    private final SettingsStore store;

    SettingsRules(SettingsStore store) {
        this.store = store;
    }

    /**
     * Throws if a setting cannot work.
     *
     * <p>A pattern must compile in RE2, whose matching takes linear time whatever the pattern, and in the database. Ask outside of
     * a transaction: the database's refusal would end it.
     */
    void check(OrganizationSettings settings) {
        List<FieldError> errors = new ArrayList<>();
        patterns(settings).forEach((field, pattern) -> {
            if (!linear(pattern) || !store.isPattern(pattern)) {
                errors.add(new FieldError(
                        "/settings/" + field, "must be a regular expression that PostgreSQL and RE2 understand"));
            }
        });
        if (!store.isTimeZone(settings.timeZone())) {
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

    private static Map<String, String> patterns(OrganizationSettings settings) {
        Map<String, String> patterns = new LinkedHashMap<>();
        patterns.put("production_environment_pattern", settings.productionEnvironmentPattern());
        patterns.put("hotfix_pattern", settings.hotfixPattern());
        patterns.put("bot_pattern", settings.botPattern());
        patterns.put("incident_label_pattern", settings.incidentLabelPattern());
        return patterns;
    }

    private static boolean linear(String pattern) {
        try {
            if (repetitions(pattern) > MAXIMUM_REPETITIONS) {
                return false;
            }
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException exception) {
            return false;
        }
    }

    /** How large counted repetitions blow the pattern up if they are nested: a compiler writes each of them out. */
    private static double repetitions(String pattern) {
        return COUNT.matcher(pattern)
                .results()
                .mapToDouble(count -> Double.parseDouble(count.group(1)))
                .map(count -> Math.max(1, count))
                .reduce(1, (one, other) -> one * other);
    }
}
