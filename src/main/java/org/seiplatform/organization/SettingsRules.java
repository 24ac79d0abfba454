package org.seiplatform.organization;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seiplatform.platform.problem.FieldError;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The rules for settings that no annotation can express. */
@Component
class SettingsRules {

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
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
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
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException exception) {
            return false;
        }
    }
}
