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

    private final Map<ResponseKind, Map<CacheStatus, Counter>> gets = new EnumMap<>(ResponseKind.class);
    private final Map<ResponseKind, Timer> loads = new EnumMap<>(ResponseKind.class);

    CacheMetrics(MeterRegistry meters) {
        for (ResponseKind kind : ResponseKind.values()) {
            Map<CacheStatus, Counter> counters = new EnumMap<>(CacheStatus.class);
            for (CacheStatus status : CacheStatus.values()) {
                counters.put(
                        status,
                        Counter.builder("cache.gets")
                                .description("Questions by where their answers came from")
                                .tag("cache", kind.code())
                                .tag("result", status.isHit() ? "hit" : "miss")
                                .tag("source", status.code())
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

    void got(ResponseKind kind, CacheStatus status) {
        Map<CacheStatus, Counter> counters = gets.get(kind);
        Counter counter = counters == null ? null : counters.get(status);
        if (counter != null) {
            counter.increment();
        }
    }

    void loaded(ResponseKind kind, Duration took) {
        Timer timer = loads.get(kind);
        if (timer != null) {
            timer.record(took);
        }
    }
}
