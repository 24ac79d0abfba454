package org.seiplatform.analytics.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.seiplatform.platform.query.ReadsQuery;

/** Documents the query parameters of an {@link AnalyticsQuery}. */
@Parameter(
        name = "organization_id",
        in = ParameterIn.QUERY,
        description = "The organization to ask about; by default the caller's own",
        schema = @Schema(type = "string", format = "uuid"))
@Parameter(
        name = "team_id",
        in = ParameterIn.QUERY,
        description = "Ask about the repositories that this team owns now",
        schema = @Schema(type = "string", format = "uuid"))
@Parameter(
        name = "repository_id",
        in = ParameterIn.QUERY,
        description = "Ask about this repository",
        schema = @Schema(type = "string", format = "uuid"))
@PeriodParameters
@ReadsQuery(
        value = {"organization_id", "team_id", "repository_id"},
        several = "team_id")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface AnalyticsParameters {}
