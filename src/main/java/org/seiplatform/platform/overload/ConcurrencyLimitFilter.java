package org.seiplatform.platform.overload;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.resilience.Waiting;
import org.springframework.stereotype.Component;

/**
 * Sheds load: answers 503 to requests that would wait too long for a permit, before they cost anything, so that the others keep their
 * latency.
 */
@Component
class ConcurrencyLimitFilter extends OrderedFilter {

    private static final String STREAM = "application/x-ndjson";
    private static final String WEBHOOKS = "/api/v1/webhooks/";
    private static final int MOST_WEBHOOKS_WAITING = 10_000;

    private final ConcurrencyLimiter requests;
    private final ConcurrencyLimiter streams;
    private final ConcurrencyLimiter webhooks;
    private final ProblemResponses responses;
    private final Counter shed;

    ConcurrencyLimitFilter(OverloadProperties properties, ProblemResponses responses, MeterRegistry meters) {
        super(FilterOrder.CONCURRENCY_LIMIT);
        this.requests = new ConcurrencyLimiter(
                new AdaptiveConcurrencyLimit(
                        Math.min(properties.minConcurrent(), properties.maxConcurrent()),
                        properties.maxConcurrent(),
                        properties.targetLatency(),
                        ConcurrencyLimitFilter::processorLoad),
                properties.maxWaiting(),
                properties.maxWait(),
                true,
                System::nanoTime);
        this.streams = ConcurrencyLimiter.of(properties.maxStreams(), 1, Duration.ZERO);
        this.webhooks =
                ConcurrencyLimiter.of(properties.maxWebhooks(), MOST_WEBHOOKS_WAITING, properties.maxWebhookWait());
        this.responses = responses;
        this.shed = Counter.builder("sei.overload.shed")
                .description("Requests rejected because of overload")
                .register(meters);
        gauges(meters, "requests", requests);
        gauges(meters, "streams", streams);
        gauges(meters, "webhooks", webhooks);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getServletPath().startsWith(WEBHOOKS)) {
            // Their senders do not come again: they wait for each other, and for nobody else.
            limit(webhooks, new PermitReleasingRequest(request, webhooks), response, chain);
        } else if (isStream(request.getContentType())) {
            limit(streams, request, response, chain);
        } else {
            limit(requests, new PermitReleasingRequest(request, requests), response, chain);
        }
    }

    private void limit(
            ConcurrencyLimiter limiter, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!limiter.tryAcquire()) {
            shed.increment();
            responses.write(
                    response,
                    new ProblemException(ProblemType.OVERLOADED, "There is more to do than can be done just now."));
            return;
        }
        // The others keep theirs while they wait.
        Waiting.hold(limiter == requests ? limiter : null);
        try {
            chain.doFilter(request, response);
        } finally {
            Waiting.hold(null);
            limiter.complete();
        }
    }

    /** Of the container, where there is one. */
    private static double processorLoad() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getCpuLoad()
                : 0;
    }

    private static boolean isStream(@Nullable String type) {
        return type != null && type.regionMatches(true, 0, STREAM, 0, STREAM.length());
    }

    private static void gauges(MeterRegistry meters, String kind, ConcurrencyLimiter limiter) {
        Gauge.builder("sei.overload.concurrent", limiter, ConcurrencyLimiter::inFlight)
                .description("Requests being worked on")
                .tag("kind", kind)
                .register(meters);
        Gauge.builder("sei.overload.limit", limiter, ConcurrencyLimiter::limit)
                .description("Current concurrency limit")
                .tag("kind", kind)
                .register(meters);
        Gauge.builder("sei.overload.waiting", limiter, ConcurrencyLimiter::waiting)
                .description("Requests waiting to be worked on")
                .tag("kind", kind)
                .register(meters);
    }
}
