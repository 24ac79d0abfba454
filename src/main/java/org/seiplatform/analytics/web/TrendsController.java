package org.seiplatform.analytics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.seiplatform.analytics.Scopes;
import org.seiplatform.analytics.trend.Granularity;
import org.seiplatform.analytics.trend.Series;
import org.seiplatform.analytics.trend.TrendMetric;
import org.seiplatform.analytics.trend.Trends;
import org.seiplatform.platform.cache.CacheableResponse;
import org.seiplatform.platform.cache.ResponseKind;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.ratelimit.RequestCost;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CurrentCaller;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/analytics")
@Tag(name = "analytics")
class TrendsController {

    private final Scopes scopes;
    private final Trends trends;
    private final AnalyticsProperties properties;

    TrendsController(Scopes scopes, Trends trends, AnalyticsProperties properties) {
        this.scopes = scopes;
        this.trends = trends;
        this.properties = properties;
    }

    @GetMapping("/trends")
    @CacheableResponse(value = ResponseKind.FIGURES, timelessWith = "end")
    @RequestCost(3)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "getTrend",
            summary = "A metric over time",
            description =
                    "One metric by hour, day, ISO week or month of a time zone, without gaps: a bucket without data is "
                            + "null for medians and rates and 0 for counts.")
    @AnalyticsParameters
    Series trend(
            @CurrentCaller Caller caller,
            @Parameter(hidden = true) AnalyticsQuery query,
            @RequestParam TrendMetric metric,
            @RequestParam(defaultValue = "daily") Granularity granularity) {
        if (granularity.bucketsIn(query.period()) > properties.maximumBuckets()) {
            throw new ProblemException(
                    ProblemType.PERIOD_TOO_LONG,
                    "A series may have " + properties.maximumBuckets() + " buckets; take a coarser granularity.");
        }
        return trends.series(query.scope(scopes, caller), query.period(), metric, granularity);
    }
}
