package org.seiplatform.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTests {

    private final AtomicLong millis =
            new AtomicLong(Instant.parse("2026-03-01T09:00:00Z").toEpochMilli());
    private final Clock clock = ((InstantSource) () -> Instant.ofEpochMilli(millis.get())).withZone(ZoneOffset.UTC);
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);

    @Test
    void areUuidsOfVersion7WithTheTimeInFront() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis.get());
    }

    @Test
    void ascendWithinAMillisecondEvenPastTheCounter() {
        List<UUID> made = Stream.generate(ids::next).limit(10_000).toList();

        assertThat(made)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((one, other) -> one.toString().compareTo(other.toString()));
    }

    @Test
    void ascendWhenTheClockStepsBack() {
        UUID before = ids.next();
        millis.addAndGet(-60_000);
        UUID after = ids.next();

        assertThat(after.toString()).isGreaterThan(before.toString());
    }
}
