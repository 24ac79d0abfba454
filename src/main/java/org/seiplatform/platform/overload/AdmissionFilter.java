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
 * Turns away what is more than the service can do, before it costs anything. Requests queue for places, and not for the database
 * with all that they hold; those that would wait for long are answered 503 at once, so that the others keep their latency.
 */
@Component
class AdmissionFilter extends OrderedFilter {

    private static final String STREAM = "application/x-ndjson";

    private final Admission requests;
    private final Admission streams;
    private final ProblemResponses responses;
    private final Counter shed;

    AdmissionFilter(OverloadProperties properties, ProblemResponses responses, MeterRegistry meters) {
        super(FilterOrder.ADMISSION);
        this.requests = new Admission(
                new Crowding(
                        Math.min(properties.minConcurrent(), properties.maxConcurrent()),
                        properties.maxConcurrent(),
                        properties.wantedTime(),
                        AdmissionFilter::processorLoad),
                properties.maxWaiting(),
                properties.maxWait(),
                System::nanoTime);
        this.streams = Admission.of(properties.maxStreams(), 1, Duration.ZERO);
        this.responses = responses;
        this.shed = Counter.builder("sei.overload.shed")
                .description("Requests turned away because there were too many")
                .register(meters);
        gauges(meters, "requests", requests);
        gauges(meters, "streams", streams);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isStream(request.getContentType())) {
            admit(streams, request, response, chain);
        } else {
            admit(requests, new YieldingRequest(request, requests), response, chain);
        }
    }

    private void admit(Admission admission, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!admission.enter()) {
            shed.increment();
            responses.write(
                    response,
                    new ProblemException(ProblemType.OVERLOADED, "There is more to do than can be done just now."));
            return;
        }
        // Streams have few places, and keep them.
        Waiting.hold(admission == requests ? admission : null);
        try {
            chain.doFilter(request, response);
        } finally {
            Waiting.hold(null);
            admission.leave();
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

    private static void gauges(MeterRegistry meters, String kind, Admission admission) {
        Gauge.builder("sei.overload.concurrent", admission, Admission::taken)
                .description("Requests being worked on")
                .tag("kind", kind)
                .register(meters);
        Gauge.builder("sei.overload.places", admission, Admission::size)
                .description("Requests that may be worked on at once")
                .tag("kind", kind)
                .register(meters);
        Gauge.builder("sei.overload.waiting", admission, Admission::waiting)
                .description("Requests waiting to be worked on")
                .tag("kind", kind)
                .register(meters);
    }
}
