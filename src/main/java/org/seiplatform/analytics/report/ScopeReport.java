package org.seiplatform.analytics.report;

import java.time.Instant;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.ScopeReference;
import org.seiplatform.analytics.incident.TimeToRestore;

/**
 * How work flows in a scope in a period.
 *
 * @param environment the environment that deployments go to; {@code production} stands for all that the organization's pattern
 *     calls so
 * @param timeZone IANA name of the zone in which days were cut
 * @param dataAsOf when the organization's data last changed: the answer reflects everything up to then
 */
public record ScopeReport(
        ScopeReference scope,
        Period period,
        String environment,
        String timeZone,
        Instant dataAsOf,
        Activity activity,
        CycleTime cycleTime,
        PullRequestCounts pullRequests,
        ReviewFigures reviews,
        TimeToRestore timeToRestore,
        Collaboration collaboration,
        DataQuality dataQuality) {}
