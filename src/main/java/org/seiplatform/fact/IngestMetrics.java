package org.seiplatform.fact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seiplatform.fact.EventIngest.Source;
import org.springframework.stereotype.Component;

/** Counts events by what became of them, and measures how far behind the world they come. */
@Component
public class IngestMetrics {

    private static final List<String> OUTCOMES = List.of("created", "updated", "unchanged", "rejected");
    private static final Duration[] LAGS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(7)
    };

    private final Map<Series, Counter> events = new HashMap<>();
    private final Map<FactKind, Timer> lags = new EnumMap<>(FactKind.class);
    private final Clock clock;

    /** All series are there from the start, so that the first event of a kind is seen as an increase. */
    IngestMetrics(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        for (FactKind kind : FactKind.values()) {
            lags.put(kind, lag(meters, kind));
            for (Source source : Source.values()) {
                OUTCOMES.forEach(outcome ->
                        events.put(new Series(source, kind, outcome), counter(meters, source, kind, outcome)));
            }
        }
    }

    private record Series(Source source, FactKind kind, String outcome) {}

    /** Events that were read but not taken in. */
    public void rejected(Source source, FactKind kind, long number) {
        count(source, kind, "rejected", number);
    }

    /** Events that were taken in, once that is certain. */
    void stored(Source source, IngestTally tally) {
        tally.results().forEach((kind, result) -> {
            count(source, kind, "created", result.created());
            count(source, kind, "updated", result.updated());
            count(source, kind, "unchanged", result.unchanged());
        });
        // A history that is imported is years behind by nature.
        if (source != Source.IMPORT) {
            Instant now = clock.instant();
            tally.newest().forEach((kind, newest) -> recordLag(kind, Duration.between(newest, now)));
        }
    }

    /** Senders' clocks may run ahead. */
    private void recordLag(FactKind kind, Duration lag) {
        Timer timer = lags.get(kind);
        if (timer != null) {
            timer.record(lag.isNegative() ? Duration.ZERO : lag);
        }
    }

    private void count(Source source, FactKind kind, String outcome, long number) {
        Counter counter = events.get(new Series(source, kind, outcome));
        if (counter != null && number > 0) {
            counter.increment(number);
        }
    }

    private static Counter counter(MeterRegistry meters, Source source, FactKind kind, String outcome) {
        return Counter.builder("sei.ingest.events")
                .description("Events by the door they came in, and what became of them")
                .tags("source", name(source), "kind", kind.code(), "outcome", outcome)
                .register(meters);
    }

    private static Timer lag(MeterRegistry meters, FactKind kind) {
        return Timer.builder("sei.ingest.event.lag")
                .description("Age of the newest event of a request when it was stored; imports excepted")
                .tag("kind", kind.code())
                .serviceLevelObjectives(LAGS)
                .register(meters);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
