package org.seiplatform.organization;

import static org.seiplatform.platform.pattern.TextPattern.MAXIMUM_LENGTH;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.ZoneId;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.pattern.RegularExpression;

/**
 * How an organization wants its figures to be computed (metrics.md). Patterns are regular expressions of RE2 ({@code TextPattern}).
 *
 * @param productionEnvironmentPattern which environments are production
 * @param hotfixPattern which refs and labels mark a hotfix
 * @param botPattern which logins are bots
 * @param incidentLabelPattern which labels make an issue an incident
 * @param timeZone where days and weeks begin and end
 * @param benchmark name of the thresholds that ratings go by
 * @param benchmarkThresholds thresholds of the organization's own; null for the benchmark's
 * @param incidentWindow how long after a deployment an incident may still be its doing; null for any length
 * @param countFailedAttempts whether deployments that never got there count in the change fail rate
 * @param retention how long facts are kept
 */
public record OrganizationSettings(
        @NotBlank @Size(max = MAXIMUM_LENGTH) @RegularExpression
        String productionEnvironmentPattern,

        @NotBlank @Size(max = MAXIMUM_LENGTH) @RegularExpression
        String hotfixPattern,

        @NotBlank @Size(max = MAXIMUM_LENGTH) @RegularExpression
        String botPattern,

        @NotBlank @Size(max = MAXIMUM_LENGTH) @RegularExpression
        String incidentLabelPattern,

        @NotNull @Schema(example = "Europe/Paris") ZoneId timeZone,

        @NotBlank @Size(max = 100) @Schema(example = "dora_2023")
        String benchmark,

        @Nullable @Valid BenchmarkThresholds benchmarkThresholds,

        @Nullable @DurationMin(seconds = 1) @DurationMax(days = 3650) @Schema(example = "P7D")
        Duration incidentWindow,

        @NotNull Boolean countFailedAttempts,
        @NotNull @Valid Retention retention) {

    /** What applies to organizations that have set nothing. */
    public static final OrganizationSettings DEFAULTS = new OrganizationSettings(
            "(?i)^(prod|production|prd|live)([-_/. ].*)?$",
            "(?i)(^|[/_-])hotfix([/_-]|$)",
            "\\[bot\\]$|[-_]bot$|^bot[-_]|^(project|group)_\\d+_bot(_|$)|^service_account_"
                    + "|^(dependabot|renovate|github-actions|copilot)",
            "(?i)^incident$",
            ZoneId.of("UTC"),
            BenchmarkThresholds.PUBLISHED,
            null,
            Duration.ofDays(7),
            false,
            Retention.DEFAULT);
}
