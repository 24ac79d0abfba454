package org.seiplatform.analytics.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.seiplatform.platform.query.ReadsQuery;

/** Documents the query parameters of an {@link AnalyticsQuery} where the path says what it is about. */
@Parameter(
        name = "start",
        in = ParameterIn.QUERY,
        description = "Beginning of the period, inclusive; by default 30 days before its end",
        example = "2026-03-01T00:00:00Z",
        schema = @Schema(type = "string", format = "date-time"))
@Parameter(
        name = "end",
        in = ParameterIn.QUERY,
        description = "End of the period, exclusive; by default now, cut to the minute",
        example = "2026-03-31T00:00:00Z",
        schema = @Schema(type = "string", format = "date-time"))
@Parameter(
        name = "environment",
        in = ParameterIn.QUERY,
        description =
                "An environment by its name, whatever its case; by default those that the organization's pattern calls production",
        schema = @Schema(type = "string", maxLength = 200))
@Parameter(
        name = "time_zone",
        in = ParameterIn.QUERY,
        description = "IANA time zone in which days, weeks and months are cut; by default the organization's",
        example = "Europe/Berlin",
        schema = @Schema(type = "string"))
@ReadsQuery({"start", "end", "environment", "time_zone"})
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface PeriodParameters {}
