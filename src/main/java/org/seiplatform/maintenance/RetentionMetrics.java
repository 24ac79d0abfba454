package org.seiplatform.maintenance;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactTypes;
import org.springframework.stereotype.Component;

/** Tells what retention deletes, and when it was last enforced by this instance. */
@Component
class RetentionMetrics {

    private final Map<String, Counter> deleted;
    private final AtomicLong enforcedAt = new AtomicLong();

    /** All series are there from the start, so that the first deletion is seen as an increase. */
    RetentionMetrics(MeterRegistry meters, FactTypes types) {
        deleted = Stream.concat(
                        Stream.of(FactRetention.DELIVERED_CHANGES),
                        types.all().stream().flatMap(type -> type.retained().deleted().stream()))
                .collect(Collectors.toMap(name -> name, name -> counter(meters, name)));
        TimeGauge.builder("sei.retention.enforced.timestamp", enforcedAt, TimeUnit.SECONDS, AtomicLong::get)
                .description("When this instance has last enforced retention, since the epoch; 0 where it has not yet")
                .register(meters);
    }

    void deleted(DeletionCounts counts) {
        deleted.forEach((name, counter) -> counter.increment(counts.byName().getOrDefault(name, 0L)));
    }

    void enforced(Instant at) {
        enforcedAt.set(at.getEpochSecond());
    }

    private static Counter counter(MeterRegistry meters, String kind) {
        return Counter.builder("sei.retention.deleted")
                .description("Facts that were deleted because they were past their retention")
                .tag("kind", kind)
                .register(meters);
    }
}
