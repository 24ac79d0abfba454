package org.seiplatform.platform.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Where answers came from, and how long it took to compute those that came from nowhere. */
@Component
class CacheMetrics {

    private final Map<AnswerKind, Map<Origin, Counter>> gets = new EnumMap<>(AnswerKind.class);
    private final Map<AnswerKind, Timer> loads = new EnumMap<>(AnswerKind.class);

    CacheMetrics(MeterRegistry meters) {
        for (AnswerKind kind : AnswerKind.values()) {
            Map<Origin, Counter> counters = new EnumMap<>(Origin.class);
            for (Origin origin : Origin.values()) {
                counters.put(
                        origin,
                        Counter.builder("cache.gets")
                                .description("Questions by where their answers came from")
                                .tag("cache", kind.code())
                                .tag("result", origin.isHit() ? "hit" : "miss")
                                .tag("source", origin.code())
                                .register(meters));
            }
            gets.put(kind, counters);
            loads.put(
                    kind,
                    Timer.builder("sei.cache.load")
                            .description("How long it took to compute answers")
                            .tag("cache", kind.code())
                            .register(meters));
        }
    }

    void got(AnswerKind kind, Origin origin) {
        Map<Origin, Counter> counters = gets.get(kind);
        Counter counter = counters == null ? null : counters.get(origin);
        if (counter != null) {
            counter.increment();
        }
    }

    void loaded(AnswerKind kind, Duration took) {
        Timer timer = loads.get(kind);
        if (timer != null) {
            timer.record(took);
        }
    }
}
