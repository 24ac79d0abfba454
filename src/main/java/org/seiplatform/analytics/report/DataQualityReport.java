package org.seiplatform.analytics.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.ScopeReference;

/**
 * How far the figures of a scope and period can be trusted.
 *
 * @param environment the environment asked for; {@code production} stands for all that the organization's pattern calls so
 * @param dataAsOf when the organization's data last changed: the answer reflects everything up to then
 */
public record DataQualityReport(
        ScopeReference scope,
        Period period,
        String environment,
        Instant dataAsOf,
        @JsonUnwrapped DataQuality quality) {}
