package org.seiplatform.platform.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Rate, errors and duration of requests by route. A route is the template that the service itself has written, never what a caller
 * has asked for, so there are no more series than routes, methods and statuses.
 */
@Component
class HttpMetrics {

    /** The route of what never came to a handler: unknown addresses, and requests that were refused before. */
    static final String NO_ROUTE = "none";

    /** The targets are 100 ms for the median, 500 ms for 95 and 1 s for 99 in 100 requests; the others show how far off they are. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry meters;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<Counted, Counter> requests = new ConcurrentHashMap<>();
    private final Map<Timed, Timer> durations = new ConcurrentHashMap<>();

    HttpMetrics(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("http.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests that are being worked on or wait to be")
                .register(meters);
        requests.computeIfAbsent(new Counted("GET", NO_ROUTE, 404), this::counter);
    }

    private record Counted(String method, String route, int status) {}

    private record Timed(String method, String route, String outcome) {}

    void begin() {
        inFlight.incrementAndGet();
    }

    void end(String method, String route, int status, long nanos) {
        inFlight.decrementAndGet();
        String known = known(method);
        count(known, route, status);
        durations
                .computeIfAbsent(new Timed(known, route, outcome(status)), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A request that the servlet container refused before any filter saw it. */
    void refused(String method, int status) {
        count(known(method), NO_ROUTE, status);
    }

    private void count(String method, String route, int status) {
        requests.computeIfAbsent(new Counted(method, route, status), this::counter)
                .increment();
    }

    private Counter counter(Counted counted) {
        return Counter.builder("http.requests")
                .description("Requests that were answered")
                .tags("method", counted.method, "route", counted.route, "status", Integer.toString(counted.status))
                .register(meters);
    }

    private Timer timer(Timed timed) {
        return Timer.builder("http.request.duration")
                .description(
                        "Time from the arrival of a request to its answer; of a stream of events, to its beginning")
                .tags("method", timed.method, "route", timed.route, "outcome", timed.outcome)
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }

    /** Callers may send any word as the method. */
    private static String known(String method) {
        return METHODS.contains(method) ? method : "other";
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 1, 2 -> "success";
            case 3 -> "redirection";
            case 4 -> "client_error";
            default -> "server_error";
        };
    }
}
