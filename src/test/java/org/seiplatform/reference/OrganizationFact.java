package org.seiplatform.reference;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings that figures depend on. The patterns are searched for, not matched against the whole.
 *
 * @param incidentWindow how long after a deployment an incident is still laid at its door; null for ever
 */
record OrganizationFact(
        Pattern productionPattern,
        Pattern hotfixPattern,
        Pattern botPattern,
        ZoneId timeZone,
        @Nullable Duration incidentWindow,
        boolean countFailedAttempts) {

    /** What holds until somebody changes it. */
    static final OrganizationFact DEFAULT = new OrganizationFact(
            Pattern.compile("(?i)^(prod|production|prd|live)([-_/. ].*)?$"),
            Pattern.compile("(?i)(^|[/_-])hotfix([/_-]|$)"),
            Pattern.compile("\\[bot\\]$|[-_]bot$|^bot[-_]|^(project|group)_\\d+_bot(_|$)|^service_account_"
                    + "|^(dependabot|renovate|github-actions|copilot)"),
            ZoneOffset.UTC,
            Duration.ofDays(7),
            false);

    OrganizationFact withTimeZone(ZoneId zone) {
        return new OrganizationFact(
                productionPattern, hotfixPattern, botPattern, zone, incidentWindow, countFailedAttempts);
    }

    OrganizationFact withIncidentWindow(@Nullable Duration window) {
        return new OrganizationFact(
                productionPattern, hotfixPattern, botPattern, timeZone, window, countFailedAttempts);
    }

    OrganizationFact withCountFailedAttempts(boolean count) {
        return new OrganizationFact(productionPattern, hotfixPattern, botPattern, timeZone, incidentWindow, count);
    }

    OrganizationFact withPatterns(Pattern production, Pattern hotfix, Pattern bot) {
        return new OrganizationFact(production, hotfix, bot, timeZone, incidentWindow, countFailedAttempts);
    }

    boolean production(String environment) {
        return foundInName(productionPattern, environment);
    }

    boolean hotfixLabel(String label) {
        return foundInName(hotfixPattern, label);
    }

    boolean botLogin(String login) {
        return foundInName(botPattern, login);
    }

    /** Names have no case; refs have. */
    private static boolean foundInName(Pattern pattern, String name) {
        return Pattern.compile(pattern.pattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(name)
                .find();
    }
}
