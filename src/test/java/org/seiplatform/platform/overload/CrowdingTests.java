package org.seiplatform.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrowdingTests {

    private static final int SMALLEST = 4;
    private static final int LARGEST = 16;

    private final Crowding crowding = new Crowding(SMALLEST, LARGEST, Duration.ofMillis(100), this::processors);
    private double processors = 1;
    private long now = Duration.ofHours(1).toNanos();

    /** Processors that answer so many requests a second, however many share them. */
    @ParameterizedTest
    @CsvSource({"20, 4", "60, 6", "100, 10", "140, 14", "1000, 16"})
    void whileMoreIsAskedThereAreAsManyPlacesAsAreAnsweredInTheWantedTime(int perSecond, int places) {
        crowd(Duration.ofSeconds(3), perSecond);

        assertThat(crowding.lasts()).isTrue();
        assertThat(crowding.size()).isBetween(places - 1, places + 1).isBetween(SMALLEST, LARGEST);
    }

    @Test
    void aBurstChangesNothing() {
        crowd(Duration.ofMillis(400), 20);
        calm(Duration.ofSeconds(1), 20, 3);
        crowd(Duration.ofMillis(400), 20);

        assertThat(crowding.lasts()).isFalse();
        assertThat(crowding.size()).isEqualTo(LARGEST);
    }

    @Test
    void slowRequestsTakeNoPlacesAwayWhileSomeAreFree() {
        calm(Duration.ofSeconds(10), 2, LARGEST / 2);

        assertThat(crowding.size()).isEqualTo(LARGEST);
    }

    @Test
    void whoWaitsForALockTakesNoPlacesAwayFromOthers() {
        processors = 0.3;
        crowd(Duration.ofSeconds(10), 1);

        assertThat(crowding.lasts()).isFalse();
        assertThat(crowding.size()).isEqualTo(LARGEST);
    }

    @Test
    void whenItIsOverThereAreMoreAgainSoon() {
        crowd(Duration.ofSeconds(3), 20);
        calm(Duration.ofSeconds(1), 20, 1);
        assertThat(crowding.lasts()).isFalse();
        assertThat(crowding.size()).isBetween(SMALLEST + 1, LARGEST - 1);

        calm(Duration.ofSeconds(4), 20, 1);
        assertThat(crowding.size()).isEqualTo(LARGEST);
    }

    @Test
    void whoComesBackHasNotEnded() {
        crowd(Duration.ofMillis(400), 0);
        for (int time = 0; time < 1000; time++) {
            crowding.paused(now);
            now += 1_000_000;
            crowding.entered(now);
        }

        assertThat(crowding.size()).isEqualTo(SMALLEST);
    }

    /** All places are taken, and whoever leaves makes room for the next. */
    private double processors() {
        return processors;
    }

    private void crowd(Duration time, int perSecond) {
        keep(time, perSecond, LARGEST);
    }

    /** So many places are taken of all that there are. */
    private void calm(Duration time, int perSecond, int taken) {
        keep(time, perSecond, taken);
    }

    private void keep(Duration time, int perSecond, int wanted) {
        long end = now + time.toNanos();
        while (now < end) {
            while (crowding.taken() < Math.min(wanted, crowding.size())) {
                crowding.entered(now);
            }
            now += perSecond == 0 ? time.toNanos() : Duration.ofSeconds(1).toNanos() / perSecond;
            if (perSecond > 0) {
                crowding.left(now);
            }
            while (crowding.taken() > Math.min(wanted, crowding.size())) {
                crowding.left(now);
            }
        }
    }
}
